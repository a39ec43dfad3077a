#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"

namespace gauntlet::schedule {

/// A set of logical threads, iterated in ascending order of their ids.
class thread_set {
 public:
  void clear() {
    for (auto& word : words_) word = 0;
  }
  void add(thread_id id) { words_[id / 64] |= bit(id); }
  void remove(thread_id id) { words_[id / 64] &= ~bit(id); }
  [[nodiscard]] bool has(thread_id id) const { return (words_[id / 64] & bit(id)) != 0; }
  [[nodiscard]] bool empty() const { return (words_[0] | words_[1] | words_[2] | words_[3]) == 0; }

  /// Calls f for each member that is not in the other set.
  template <class F>
  void for_each_without(const thread_set& other, F f) const {
    for (std::uint32_t w = 0; w < word_count; ++w)
      for (auto rest = words_[w] & ~other.words_[w]; rest != 0; rest &= rest - 1)
        f(w * 64 + static_cast<thread_id>(__builtin_ctzll(rest)));
  }

 private:
  static constexpr std::uint32_t word_count = max_threads / 64;
  static std::uint64_t bit(thread_id id) { return std::uint64_t{1} << (id % 64); }
  std::uint64_t words_[word_count] = {};
};

}  // namespace gauntlet::schedule
