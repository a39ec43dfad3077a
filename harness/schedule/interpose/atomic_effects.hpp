#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/schedule/interpose/access_points.hpp"

/// What an atomic operation would do to its object now. The spin detector recognises a spin by operations
/// that change nothing.
namespace gauntlet::schedule {

/// Reads the object for the spin detector. A 16-byte object is read in two halves: under control no other
/// thread runs.
template <class T>
inline T peek(const volatile T* object) {
  if constexpr (sizeof(T) == 16) {
    const auto* halves = reinterpret_cast<const volatile std::uint64_t*>(object);
    return static_cast<T>(halves[1]) << 64 | halves[0];
  } else {
    return *object;
  }
}

template <class T>
inline std::uint64_t fold(T value) {
  if constexpr (sizeof(T) == 16)
    return static_cast<std::uint64_t>(value) ^ static_cast<std::uint64_t>(value >> 64) * 0x9e3779b97f4a7c15u;
  else
    return static_cast<std::uint64_t>(value);
}

/// changes_NAME(now, value): whether the operation with this operand changes an object with the value `now`.
template <class T>
inline bool changes_exchange(T now, T value) {
  return now != value;
}
template <class T>
inline bool changes_fetch_add(T, T value) {
  return value != 0;
}
template <class T>
inline bool changes_fetch_sub(T, T value) {
  return value != 0;
}
template <class T>
inline bool changes_fetch_and(T now, T value) {
  return (now & value) != now;
}
template <class T>
inline bool changes_fetch_or(T now, T value) {
  return (now | value) != now;
}
template <class T>
inline bool changes_fetch_xor(T, T value) {
  return value != 0;
}
template <class T>
inline bool changes_fetch_nand(T now, T value) {
  return static_cast<T>(~(now & value)) != now;
}

/// The scheduling point before an atomic operation. `changes`: whether the operation would change an object
/// with this value. `caller`: the return address in the subject.
template <class T, class Changes>
inline void atomic_point([[maybe_unused]] op kind, [[maybe_unused]] const volatile T* object,
                         [[maybe_unused]] void* caller, [[maybe_unused]] Changes changes) {
#ifndef GAUNTLET_WITHOUT_ENGINE
  if (!controlled()) return;
  the_scheduler().point(kind, const_cast<const T*>(object), caller, [object, changes] {
    const T now = peek(object);
    return effect{fold(now), changes(now)};
  });
#endif
}

/// For an operation that only reads.
template <class T>
inline bool changes_nothing(T) {
  return false;
}

/// Returns at most eight bytes as a number, for the spin detector.
inline std::uint64_t peek_bytes(const void* at, std::size_t size) {
  const auto* bytes = static_cast<const volatile std::uint8_t*>(at);
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < size && i < sizeof out; ++i) out = out << 8 | bytes[i];
  return out;
}

/// The scheduling point before a plain read of `size` bytes.
inline void plain_read_point([[maybe_unused]] const void* at, [[maybe_unused]] std::size_t size,
                             [[maybe_unused]] void* caller) {
#ifndef GAUNTLET_WITHOUT_ENGINE
  if (!controlled()) return;
  the_scheduler().point(op::plain_read, at, caller,
                        [at, size] { return effect{peek_bytes(at, size), false}; });
#endif
}

}  // namespace gauntlet::schedule
