#pragma once

namespace gauntlet::schedule {

/// Returns the value of an atomic load in the `fast` flavour, in which the harness implements the atomics.
/// Sequential consistency: always the newest value. To explore a weaker memory model, return another value
/// that the C++ memory model allows; only this function would change.
template <class T>
[[nodiscard]] inline T value_for_load(const volatile T* object, [[maybe_unused]] int order) {
  if constexpr (sizeof(T) == 16)
    return __sync_val_compare_and_swap(const_cast<volatile T*>(object), T{0}, T{0});
  else
    return __atomic_load_n(object, __ATOMIC_SEQ_CST);
}

}  // namespace gauntlet::schedule
