#pragma once

#include <pthread.h>

/// How a logical thread ends: its function returns, or it calls pthread_exit. Then the destructors of its
/// thread_local objects run, newest first, and then the destructors of its pthread keys.
/// Threading: all functions are called on the running thread, under control.
namespace gauntlet::schedule {

/// Calls the function of a thread. Returns its result, or the argument of the pthread_exit that left it.
void* run_until_exit(void* (*start)(void*), void* argument);

/// Leaves the running thread's function and unwinds its stack, as the C library does (abi::__forced_unwind).
[[noreturn]] void exit_thread(void* result);

/// Registers `destroy(object)` to run when the running thread ends. Errors: ends the process if a thread
/// registers more than 1,024 objects.
void destroy_at_thread_end(void (*destroy)(void*), void* object);

/// Called after a key is created or deleted. Keys of the sanitizers are created before the engine is
/// initialised and are never registered, so their destructors do not run at the end of a logical thread.
void remember_key(pthread_key_t key, void (*destroy)(void*));
void forget_key(pthread_key_t key);

/// Sets the values of all keys of the calling thread to null, without running a destructor.
void forget_values_of_keys();

/// Runs the destructors of the running thread's thread_local objects and keys.
void destroy_thread_locals();

}  // namespace gauntlet::schedule
