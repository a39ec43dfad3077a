#pragma once

#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

/// GAUNTLET_REAL(int, pthread_join, pthread_t, void**) defines real::pthread_join(), which returns a pointer
/// to the function that the interposed pthread_join replaces. If a sanitizer is linked in, that is the
/// sanitizer's interceptor, so that the sanitizer is informed of the call; otherwise it is the function of
/// the C library.
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
