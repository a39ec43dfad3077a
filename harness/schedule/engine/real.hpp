#pragma once

#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

/// The functions that the engine stands in front of. Where a sanitizer is linked in, the real one is its
/// interceptor, or it would not know what happens; else the C library's.
///
/// GAUNTLET_REAL(int, pthread_join, pthread_t, void**) makes real::pthread_join().
#define GAUNTLET_REAL(result, name, ...)                                                                     \
  extern "C" result __interceptor_##name(__VA_ARGS__) __attribute__((weak));                                 \
  namespace gauntlet::schedule::real {                                                                       \
  using name##_function = result (*)(__VA_ARGS__);                                                           \
  inline name##_function name() {                                                                            \
    static name##_function found = nullptr;                                                                  \
    if (found == nullptr)                                                                                    \
      found = &__interceptor_##name != nullptr ? &__interceptor_##name                                       \
                                               : reinterpret_cast<name##_function>(dlsym(RTLD_NEXT, #name)); \
    return found;                                                                                            \
  }                                                                                                          \
  }
