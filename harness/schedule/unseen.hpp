#pragma once

#include <cstdint>

namespace gauntlet::schedule {

std::uint32_t load_unseen(const std::uint32_t* word) noexcept;
std::uint64_t load_unseen(const std::uint64_t* word) noexcept;
std::int64_t load_unseen(const std::int64_t* word) noexcept;
void store_unseen(std::uint32_t* word, std::uint32_t value) noexcept;
void store_unseen(std::uint64_t* word, std::uint64_t value) noexcept;
void store_unseen(std::int64_t* word, std::int64_t value) noexcept;
std::uint32_t add_unseen(std::uint32_t* word, std::uint32_t value) noexcept;
std::uint64_t add_unseen(std::uint64_t* word, std::uint64_t value) noexcept;
std::int64_t add_unseen(std::int64_t* word, std::int64_t value) noexcept;

/// Keeps the caller's accesses before it in front of those after it, without an edge that a sanitizer sees.
void unseen_fence() noexcept;

/// A word of the harness's own, which threads share while a case runs. Atomic, relaxed, and unseen: its
/// accesses are neither scheduling points, nor do they make a happens-before edge, nor does a sanitizer know
/// of them at all; the functions above are compiled without instrumentation in every flavour.
template <class T>
class unseen {
 public:
  constexpr unseen() = default;
  constexpr explicit unseen(T value) : word_(value) {}
  unseen(const unseen&) = delete;
  unseen& operator=(const unseen&) = delete;

  [[nodiscard]] T load() const noexcept { return load_unseen(&word_); }
  void store(T value) noexcept { store_unseen(&word_, value); }
  /// Gives what was there before.
  T add(T value) noexcept { return add_unseen(&word_, value); }

  /// For the kernel's futexes.
  [[nodiscard]] const T* address() const noexcept { return &word_; }

 private:
  T word_ = 0;
};

}  // namespace gauntlet::schedule
