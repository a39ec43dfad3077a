#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace gauntlet::check {

/// A set of properties, each identified by its index in `properties()`. The number of properties is not
/// limited. Threading: as std::vector.
class property_set {
 public:
  property_set() = default;
  property_set(std::initializer_list<std::size_t> properties);
  /// Returns the set with these words: bit i of word k stands for property 64 * k + i.
  [[nodiscard]] static property_set of_words(std::vector<std::uint64_t> words);

  void insert(std::size_t property);
  /// Adds all properties of the other set.
  void merge(const property_set& other);
  [[nodiscard]] bool contains(std::size_t property) const;
  [[nodiscard]] bool empty() const { return words_.empty(); }
  /// Returns the words of the set, as `of_words` takes them. The last word is not zero; the empty set has no
  /// words.
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }

  /// Calls `visit(property)` for each property, in ascending order.
  template <class F>
  void for_each(F visit) const {
    for (std::size_t k = 0; k < words_.size(); ++k)
      for (auto word = words_[k]; word != 0; word &= word - 1)
        visit(k * bits_per_word + static_cast<std::size_t>(std::countr_zero(word)));
  }

  friend bool operator==(const property_set&, const property_set&) = default;

 private:
  static constexpr std::size_t bits_per_word = 64;

  std::vector<std::uint64_t> words_;
};

}  // namespace gauntlet::check
