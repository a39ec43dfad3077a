#pragma once

#include <cstdint>

/// Direct use of the processor and the kernel, without the C library, so that no sanitizer observes it.
/// x86-64 Linux only.
namespace gauntlet::schedule::machine {

/// The state of a thread while another one runs: its stack pointer, and the base of its thread-local storage
/// (the FS register), by which glibc, the compiler's thread_local and the sanitizers identify the current
/// thread.
struct context {
  void* stack = nullptr;
  std::uintptr_t thread_base = 0;
};

/// Saves the running thread in `from` and continues as `to`. Returns when a switch back to `from` is made.
/// Requires: from.thread_base is that of the running thread. Costs about ten instructions if the kernel
/// allows a program to write the FS register (FSGSBASE, since Linux 5.9), else one system call.
extern void (*switch_context)(context* from, const context* to);

/// Initialises `made` as a thread that begins with `entry`, on the stack that ends at `stack_top`. Requires:
/// `entry` never returns. Does not set made.thread_base.
void prepare(context& made, void* stack_top, void (*entry)());

/// Returns the thread base (FS base) of the caller.
[[nodiscard]] std::uintptr_t thread_base();
/// Gives the caller the thread-local storage of another thread. It stays on its own stack.
void set_thread_base(std::uintptr_t base);

/// Returns the kernel's result: -errno in case of an error. Does not set errno.
long system_call(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0);

/// Blocks while *word == seen, until a futex_wake; may also wake spuriously.
void futex_wait(const std::uint32_t* word, std::uint32_t seen);
/// As futex_wait, but for at most that many milliseconds.
void futex_wait(const std::uint32_t* word, std::uint32_t seen, std::uint32_t ms);
/// Wakes all threads that wait on the word.
void futex_wake(const std::uint32_t* word);

/// Maps zeroed pages that are never freed. Errors: ends the process if there is no memory.
[[nodiscard]] void* pages(std::size_t bytes);
/// Maps zeroed pages at that address, or elsewhere if the address is in use. Never freed.
[[nodiscard]] void* pages_at(std::uintptr_t address, std::size_t bytes);

/// Replaces such pages by a shared mapping of the file. Errors: ends the process if the file cannot be
/// mapped.
void share_pages(void* place, std::size_t bytes, int file);

/// Must be called before any code of the subject runs: `give_up` then knows whether the subject has lowered a
/// limit of the process (setrlimit).
void remember_limits();

/// Writes the sentence to standard error and ends the process with exit code 3: the harness has an error, or
/// one of its limits was exceeded. The exit code is 1 if the subject has lowered a limit of the process since
/// `remember_limits`, which is the reason then.
[[noreturn]] void give_up(const char* sentence);

/// Writes these words to standard error and ends the process by SIGABRT, as the C library does for an error
/// of the subject.
[[noreturn]] void abort(const char* words);

}  // namespace gauntlet::schedule::machine
