#pragma once

namespace gauntlet::schedule {

/// The value that an atomic load returns in the `fast` flavour, whose atomics are the harness's own.
/// Sequential consistency: always the newest. The one place to change for any other value that the C++ memory
/// model allows.
template <class T>
[[nodiscard]] inline T value_for_load(const volatile T* object, [[maybe_unused]] int order) {
  if constexpr (sizeof(T) == 16)
    return __sync_val_compare_and_swap(const_cast<volatile T*>(object), T{0}, T{0});
  else
    return __atomic_load_n(object, __ATOMIC_SEQ_CST);
}

}  // namespace gauntlet::schedule
