#pragma once

#include <cstdint>

namespace gauntlet::schedule {

std::uint32_t load_unsynchronised(const std::uint32_t* word) noexcept;
std::uint64_t load_unsynchronised(const std::uint64_t* word) noexcept;
std::int64_t load_unsynchronised(const std::int64_t* word) noexcept;
void store_unsynchronised(std::uint32_t* word, std::uint32_t value) noexcept;
void store_unsynchronised(std::uint64_t* word, std::uint64_t value) noexcept;
void store_unsynchronised(std::int64_t* word, std::int64_t value) noexcept;
std::uint32_t fetch_add_unsynchronised(std::uint32_t* word, std::uint32_t value) noexcept;
std::uint64_t fetch_add_unsynchronised(std::uint64_t* word, std::uint64_t value) noexcept;
std::int64_t fetch_add_unsynchronised(std::int64_t* word, std::int64_t value) noexcept;

/// Keeps the caller's accesses before it in front of those after it, without an edge that a sanitizer sees.
void unsynchronised_fence() noexcept;

/// A word of the harness's own, which threads share while a case runs. Atomic, relaxed, and unseen: its
/// accesses are neither scheduling points, nor do they make a happens-before edge, nor does a sanitizer know
/// of them at all; the functions above are compiled without instrumentation in every flavour.
template <class T>
class unsynchronised_atomic {
 public:
  constexpr unsynchronised_atomic() = default;
  constexpr explicit unsynchronised_atomic(T value) : word_(value) {}
  unsynchronised_atomic(const unsynchronised_atomic&) = delete;
  unsynchronised_atomic& operator=(const unsynchronised_atomic&) = delete;

  [[nodiscard]] T load() const noexcept { return load_unsynchronised(&word_); }
  void store(T value) noexcept { store_unsynchronised(&word_, value); }
  /// Gives what was there before.
  T add(T value) noexcept { return fetch_add_unsynchronised(&word_, value); }

  /// For the kernel's futexes.
  [[nodiscard]] const T* address() const noexcept { return &word_; }

 private:
  T word_ = 0;
};

}  // namespace gauntlet::schedule
