#include "harness/schedule/kernel_signals.hpp"

#include <sys/syscall.h>
#include <ucontext.h>

#include "harness/schedule/engine/machine.hpp"

extern "C" void gauntlet_return_from_signal();

// Unwinders recognise the frame of a signal by these instructions: mov $15 (SYS_rt_sigreturn),%rax; syscall.
asm(R"(
.text
.globl gauntlet_return_from_signal
.type gauntlet_return_from_signal,@function
  nop
gauntlet_return_from_signal:
  .byte 0x48,0xc7,0xc0,0x0f,0x00,0x00,0x00,0x0f,0x05
.size gauntlet_return_from_signal,.-gauntlet_return_from_signal
)");

namespace gauntlet::schedule::kernel_signals {
namespace {

using machine::system_call;

constexpr unsigned long has_restorer = 0x04000000;  // SA_RESTORER
constexpr long mask_bytes = 8;
constexpr std::size_t stack_bytes = 1u << 17;
bool provided = false;

action exchange(int number, const action* to) {
  action before;
  system_call(SYS_rt_sigaction, number, reinterpret_cast<long>(to), reinterpret_cast<long>(&before),
              mask_bytes);
  return before;
}

const greg_t* registers_of(const void* context) {
  return static_cast<const ucontext_t*>(context)->uc_mcontext.gregs;
}

}  // namespace

bool has_default(int number) { return exchange(number, nullptr).handle == reinterpret_cast<void*>(SIG_DFL); }

action handle(int number, handler to) {
  const action wanted{reinterpret_cast<void*>(to), SA_SIGINFO | SA_ONSTACK | has_restorer,
                      gauntlet_return_from_signal, 0};
  return exchange(number, &wanted);
}

void restore(int number, const action& to) { exchange(number, &to); }
void set_default(int number) {
  const action wanted{reinterpret_cast<void*>(SIG_DFL), has_restorer, gauntlet_return_from_signal, 0};
  exchange(number, &wanted);
}

void provide_stack() {
  static void* memory = nullptr;
  stack_t now;
  system_call(SYS_sigaltstack, 0, reinterpret_cast<long>(&now));
  if ((now.ss_flags & SS_DISABLE) == 0) return;
  if (memory == nullptr) memory = machine::pages(stack_bytes);
  const stack_t wanted{memory, 0, stack_bytes};
  provided = system_call(SYS_sigaltstack, reinterpret_cast<long>(&wanted), 0) == 0;
}

void withdraw_stack() {
  if (!provided) return;
  const stack_t none{nullptr, SS_DISABLE, 0};
  system_call(SYS_sigaltstack, reinterpret_cast<long>(&none), 0);
  provided = false;
}

bool is_stack_overflow(int number, const siginfo_t* information, const void* context) {
  constexpr std::intptr_t near = 1 << 16;
  if (number != SIGSEGV) return false;
  const auto distance = reinterpret_cast<std::intptr_t>(information->si_addr) -
                        static_cast<std::intptr_t>(registers_of(context)[REG_RSP]);
  return distance > -near && distance < near;
}

const void* interrupted_at(const void* context) {
  return reinterpret_cast<const void*>(registers_of(context)[REG_RIP]);
}

}  // namespace gauntlet::schedule::kernel_signals
