#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"

namespace gauntlet::schedule {

/// A set of logical threads, iterated in ascending order of their ids. Its cost depends on the members, not
/// on max_threads: a summary word has a bit for each word that is not 0.
class thread_set {
 public:
  void clear() {
    for (; used_ != 0; used_ &= used_ - 1) words_[__builtin_ctzll(used_)] = 0;
  }
  void add(thread_id id) {
    words_[id / 64] |= bit(id);
    used_ |= bit(id / 64);
  }
  void remove(thread_id id) {
    words_[id / 64] &= ~bit(id);
    if (words_[id / 64] == 0) used_ &= ~bit(id / 64);
  }
  [[nodiscard]] bool has(thread_id id) const { return (words_[id / 64] & bit(id)) != 0; }
  [[nodiscard]] bool empty() const { return used_ == 0; }
  /// Returns the smallest member, or no_thread if the set is empty.
  [[nodiscard]] thread_id first() const {
    if (used_ == 0) return no_thread;
    const auto w = static_cast<std::uint32_t>(__builtin_ctzll(used_));
    return w * 64 + static_cast<thread_id>(__builtin_ctzll(words_[w]));
  }

  /// Calls f for each member that is not in the other set.
  template <class F>
  void for_each_without(const thread_set& other, F f) const {
    for_each_word([&other, &f](std::uint32_t w, std::uint64_t word) {
      for (auto rest = word & ~other.words_[w]; rest != 0; rest &= rest - 1)
        f(w * 64 + static_cast<thread_id>(__builtin_ctzll(rest)));
    });
  }
  /// Calls f for each member that is also in the other set.
  template <class F>
  void for_each_also_in(const thread_set& other, F f) const {
    for_each_word([&other, &f](std::uint32_t w, std::uint64_t word) {
      for (auto rest = word & other.words_[w]; rest != 0; rest &= rest - 1)
        f(w * 64 + static_cast<thread_id>(__builtin_ctzll(rest)));
    });
  }

 private:
  static constexpr std::uint32_t word_count = max_threads / 64;
  static_assert(max_threads % 64 == 0 && word_count <= 64, "the summary has one bit for each word");
  static std::uint64_t bit(thread_id id) { return std::uint64_t{1} << (id % 64); }

  template <class F>
  void for_each_word(F f) const {
    for (auto rest = used_; rest != 0; rest &= rest - 1) {
      const auto w = static_cast<std::uint32_t>(__builtin_ctzll(rest));
      f(w, words_[w]);
    }
  }

  std::uint64_t used_ = 0;
  std::uint64_t words_[word_count] = {};
};

}  // namespace gauntlet::schedule
