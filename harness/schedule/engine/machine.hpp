#pragma once

#include <cstdint>

/// What the engine asks of the processor and the kernel, past the C library: nothing here is seen by a
/// sanitizer. x86-64 Linux only.
namespace gauntlet::schedule::machine {

/// Where a thread stands while another runs: its stack, and the base of its thread-local storage (the FS
/// register), by which glibc, the compiler's thread_local and the sanitizers know which thread they are on.
struct context {
  void* stack = nullptr;
  std::uintptr_t thread_base = 0;
};

/// Leaves the running thread in `from` and goes on as `to`. Returns when somebody switches back to `from`.
/// Requires: from.thread_base is that of the running thread. Some ten instructions where the kernel allows a
/// program to write the FS register itself (FSGSBASE, since Linux 5.9), else one system call.
extern void (*switch_context)(context* from, const context* to);

/// Makes `made` a thread that begins with `entry`, on the stack that ends at `stack_top`. `entry` never
/// returns.
void prepare(context& made, void* stack_top, void (*entry)());

[[nodiscard]] std::uintptr_t thread_base();
/// From here on the caller is that thread for all who look at thread-local storage, on its own stack still.
void set_thread_base(std::uintptr_t base);

/// The error is -errno, as the kernel gives it.
long system_call(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0);

void futex_wait(const std::uint32_t* word, std::uint32_t seen);
void futex_wake(const std::uint32_t* word);

/// Zeroed pages that live as long as the process. Ends the process where there are none.
[[nodiscard]] void* pages(std::size_t bytes);
/// The same at that address, or elsewhere where something lies there already.
[[nodiscard]] void* pages_at(std::uintptr_t address, std::size_t bytes);

/// Puts a file's content into the place of such pages, shared with whoever else maps it. Ends the process
/// where that can't be.
void share_pages(void* place, std::size_t bytes, int file);

/// Ends the process with a sentence on the standard error: the harness itself is wrong, or was asked for more
/// than it holds.
[[noreturn]] void give_up(const char* sentence);

/// Ends the process by SIGABRT, with these words on the standard error: as the C library does where the
/// subject is to blame.
[[noreturn]] void abort(const char* words);

}  // namespace gauntlet::schedule::machine
