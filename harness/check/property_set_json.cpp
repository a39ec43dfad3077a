#include "harness/check/property_set_json.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace gauntlet::check {
namespace {

using nlohmann::json;

std::uint64_t read_word(const json& in) {
  const bool negative = in.is_number_integer() && !in.is_number_unsigned() && in.get<std::int64_t>() < 0;
  if (!in.is_number_integer() || negative)
    throw json::type_error::create(
        302, "a property set must be an unsigned integer or an array of them, but contains " + in.dump(),
        &in);
  return in.get<std::uint64_t>();
}

}  // namespace

json to_json(const property_set& properties) {
  const auto words = properties.words();
  if (words.empty()) return std::uint64_t{0};
  if (words.size() == 1) return words.front();
  return json(std::vector<std::uint64_t>(words.begin(), words.end()));
}

property_set read_property_set(const json& in) {
  std::vector<std::uint64_t> words;
  if (in.is_array())
    for (const json& word : in) words.push_back(read_word(word));
  else
    words.push_back(read_word(in));
  return property_set::of_words(std::move(words));
}

}  // namespace gauntlet::check
