#pragma once

#include <pthread.h>

/// How a logical thread ends: its function returns or it calls pthread_exit; then its thread_local
/// destructors run, newest first, then those of its pthread keys. All on the running thread, which is under
/// control.
namespace gauntlet::schedule {

/// Calls the function of a thread. Gives its result, or that of the pthread_exit that left it.
void* run_until_exit(void* (*start)(void*), void* argument);

/// Leaves the running thread's function, unwinding its stack as the C library does (abi::__forced_unwind).
[[noreturn]] void exit_thread(void* result);

/// Runs `destroy(object)` when the running thread ends. Ends the process where there is no room for it.
void destroy_at_thread_end(void (*destroy)(void*), void* object);

/// A key exists, or does no longer. The sanitizers' own keys, which are older than the engine, are none of
/// its business.
void remember_key(pthread_key_t key, void (*destroy)(void*));
void forget_key(pthread_key_t key);

void destroy_thread_locals();

}  // namespace gauntlet::schedule
