#pragma once

#include <signal.h>

#include <cstdint>

/// Signal handlers by system calls. A sanitizer does not observe them, and calls them without its own handler
/// in between.
namespace gauntlet::schedule::kernel_signals {

using handler = void (*)(int number, siginfo_t* information, void* context);

/// The kernel's struct sigaction.
struct action {
  void* handle;
  unsigned long flags;
  void (*restorer)();
  std::uint64_t mask;
};

/// True if the signal has its default action.
[[nodiscard]] bool has_default(int number);
/// Installs a handler, which runs on the alternate stack if there is one. Returns the action before.
action handle(int number, handler to);
void restore(int number, const action& to);
void set_default(int number);

/// Gives the calling kernel thread an alternate stack for signal handlers, unless it has one. A handler then
/// runs after a stack overflow, too.
void provide_stack();
/// Undoes provide_stack.
void withdraw_stack();

/// True if the handler's signal is a segmentation fault near the stack pointer.
[[nodiscard]] bool is_stack_overflow(int number, const siginfo_t* information, const void* context);
/// The instruction at which the handler's signal interrupted its thread.
[[nodiscard]] const void* interrupted_at(const void* context);

}  // namespace gauntlet::schedule::kernel_signals
