#include "harness/check/property_set.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace gauntlet::check {

property_set::property_set(std::initializer_list<std::size_t> properties) {
  for (const auto property : properties) insert(property);
}

property_set property_set::of_words(std::vector<std::uint64_t> words) {
  property_set out;
  out.words_ = std::move(words);
  while (!out.words_.empty() && out.words_.back() == 0) out.words_.pop_back();
  return out;
}

void property_set::insert(std::size_t property) {
  const auto word = property / bits_per_word;
  if (word >= words_.size()) words_.resize(word + 1);
  words_[word] |= std::uint64_t{1} << property % bits_per_word;
}

void property_set::merge(const property_set& other) {
  if (other.words_.size() > words_.size()) words_.resize(other.words_.size());
  std::transform(other.words_.begin(), other.words_.end(), words_.begin(), words_.begin(), std::bit_or<>());
}

bool property_set::contains(std::size_t property) const {
  const auto word = property / bits_per_word;
  return word < words_.size() && (words_[word] >> property % bits_per_word & 1) != 0;
}

}  // namespace gauntlet::check
