#pragma once

#include <cstdint>

namespace gauntlet::schedule {

// Relaxed atomic operations, compiled without instrumentation.
std::uint32_t load_unsynchronised(const std::uint32_t* word) noexcept;
std::uint64_t load_unsynchronised(const std::uint64_t* word) noexcept;
std::int64_t load_unsynchronised(const std::int64_t* word) noexcept;
void store_unsynchronised(std::uint32_t* word, std::uint32_t value) noexcept;
void store_unsynchronised(std::uint64_t* word, std::uint64_t value) noexcept;
void store_unsynchronised(std::int64_t* word, std::int64_t value) noexcept;
std::uint32_t fetch_add_unsynchronised(std::uint32_t* word, std::uint32_t value) noexcept;
std::uint64_t fetch_add_unsynchronised(std::uint64_t* word, std::uint64_t value) noexcept;
std::int64_t fetch_add_unsynchronised(std::int64_t* word, std::int64_t value) noexcept;

/// Orders the caller's earlier accesses before its later stores (a release fence), without a happens-before
/// edge that a sanitizer observes.
void unsynchronised_fence() noexcept;

/// A word of the harness that threads share while a case runs. No sanitizer observes its accesses, and they
/// are no scheduling points: the functions above are compiled without instrumentation in every flavour. A
/// std::atomic would add happens-before edges to the subject under ThreadSanitizer and would hide its races.
/// Memory ordering: relaxed. Threading: any thread.
template <class T>
class unsynchronised_atomic {
 public:
  constexpr unsynchronised_atomic() = default;
  constexpr explicit unsynchronised_atomic(T value) : word_(value) {}
  unsynchronised_atomic(const unsynchronised_atomic&) = delete;
  unsynchronised_atomic& operator=(const unsynchronised_atomic&) = delete;

  [[nodiscard]] T load() const noexcept { return load_unsynchronised(&word_); }
  void store(T value) noexcept { store_unsynchronised(&word_, value); }
  /// Returns the value before the addition.
  T add(T value) noexcept { return fetch_add_unsynchronised(&word_, value); }

  /// The address of the word, for a futex system call.
  [[nodiscard]] const T* address() const noexcept { return &word_; }

 private:
  T word_ = 0;
};

}  // namespace gauntlet::schedule
