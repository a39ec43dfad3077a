#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::schedule {
namespace {

template <class T>
T load(const T* word) {
  return __atomic_load_n(word, __ATOMIC_RELAXED);
}
template <class T>
void store(T* word, T value) {
  __atomic_store_n(word, value, __ATOMIC_RELAXED);
}
template <class T>
T add(T* word, T value) {
  return __atomic_fetch_add(word, value, __ATOMIC_RELAXED);
}

}  // namespace

std::uint32_t load_unsynchronised(const std::uint32_t* word) noexcept { return load(word); }
std::uint64_t load_unsynchronised(const std::uint64_t* word) noexcept { return load(word); }
std::int64_t load_unsynchronised(const std::int64_t* word) noexcept { return load(word); }
void store_unsynchronised(std::uint32_t* word, std::uint32_t value) noexcept { store(word, value); }
void store_unsynchronised(std::uint64_t* word, std::uint64_t value) noexcept { store(word, value); }
void store_unsynchronised(std::int64_t* word, std::int64_t value) noexcept { store(word, value); }
std::uint32_t fetch_add_unsynchronised(std::uint32_t* word, std::uint32_t value) noexcept {
  return add(word, value);
}
std::uint64_t fetch_add_unsynchronised(std::uint64_t* word, std::uint64_t value) noexcept {
  return add(word, value);
}
std::int64_t fetch_add_unsynchronised(std::int64_t* word, std::int64_t value) noexcept {
  return add(word, value);
}

void unsynchronised_fence() noexcept { __atomic_thread_fence(__ATOMIC_RELEASE); }

}  // namespace gauntlet::schedule
