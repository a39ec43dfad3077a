#include "harness/schedule/engine/machine.hpp"

#include <asm/prctl.h>
#include <linux/futex.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <cerrno>

#if !defined(__x86_64__) || !defined(__linux__)
#error "explore needs x86-64 Linux: it switches threads by their stack pointer and FS register"
#endif

extern "C" void gauntlet_switch_by_register(gauntlet::schedule::machine::context*,
                                            const gauntlet::schedule::machine::context*);
extern "C" void gauntlet_switch_by_kernel(gauntlet::schedule::machine::context*,
                                          const gauntlet::schedule::machine::context*);

// A switch pushes the callee-saved registers of the System V ABI onto the old stack, with the control words
// of SSE (MXCSR) and x87, which are callee-saved too. It stores its stack pointer in *from, loads the stack
// pointer of *to, and pops the registers from the new stack. It continues with an indirect jump instead of
// `ret`: the matching call was made on another stack, so the return predictor would be wrong. The FS base is
// written after the stack pointer; no code that uses thread-local storage runs in between.
// gauntlet_switch_by_kernel calls arch_prctl(ARCH_SET_FS) (system call 158, 0x1002).
asm(R"(
.macro gauntlet_leave
  push %rbp
  push %rbx
  push %r12
  push %r13
  push %r14
  push %r15
  sub $8,%rsp
  stmxcsr (%rsp)
  fnstcw 4(%rsp)
  mov %rsp,(%rdi)
  mov (%rsi),%rsp
.endm
.macro gauntlet_enter
  ldmxcsr (%rsp)
  fldcw 4(%rsp)
  add $8,%rsp
  pop %r15
  pop %r14
  pop %r13
  pop %r12
  pop %rbx
  pop %rbp
  pop %rcx
  jmp *%rcx
.endm
.text
.globl gauntlet_switch_by_register
.type gauntlet_switch_by_register,@function
gauntlet_switch_by_register:
  gauntlet_leave
  mov 8(%rsi),%rax
  wrfsbase %rax
  gauntlet_enter
.size gauntlet_switch_by_register,.-gauntlet_switch_by_register
.globl gauntlet_switch_by_kernel
.type gauntlet_switch_by_kernel,@function
gauntlet_switch_by_kernel:
  gauntlet_leave
  mov 8(%rsi),%rsi
  mov $0x1002,%edi
  mov $158,%eax
  syscall
  gauntlet_enter
.size gauntlet_switch_by_kernel,.-gauntlet_switch_by_kernel
)");

namespace gauntlet::schedule::machine {
namespace {

constexpr unsigned long hwcap2_fsgsbase = 1u << 1;

bool registers_are_writable() {
  static const bool writable = (getauxval(AT_HWCAP2) & hwcap2_fsgsbase) != 0;
  return writable;
}

/// The initial switch_context: replaces itself with the fastest variant that the machine supports.
void choose_switch(context* from, const context* to) {
  switch_context = registers_are_writable() ? gauntlet_switch_by_register : gauntlet_switch_by_kernel;
  switch_context(from, to);
}

}  // namespace

void (*switch_context)(context*, const context*) = choose_switch;

void prepare(context& made, void* stack_top, void (*entry)()) {
  constexpr int saved_registers = 6;
  auto* top =
      reinterpret_cast<std::uintptr_t*>(reinterpret_cast<std::uintptr_t>(stack_top) & ~std::uintptr_t{15});
  *--top = 0;  // the return address of `entry`: marks the end of the stack for unwinders
  *--top = reinterpret_cast<std::uintptr_t>(entry);
  for (int i = 0; i < saved_registers; ++i) *--top = 0;
  --top;  // a new thread inherits the control words of its creator (pthread_create(3), fenv(3))
  asm volatile("stmxcsr %0\n\tfnstcw %1"
               : "=m"(*reinterpret_cast<std::uint32_t*>(top)),
                 "=m"(*(reinterpret_cast<std::uint32_t*>(top) + 1)));
  made.stack = top;
}

std::uintptr_t thread_base() {
  std::uintptr_t base = 0;
  asm("mov %%fs:0,%0" : "=r"(base));  // the first word of a thread control block is its own address
  return base;
}

void set_thread_base(std::uintptr_t base) {
  if (registers_are_writable())
    asm volatile("wrfsbase %0" : : "r"(base) : "memory");
  else
    system_call(SYS_arch_prctl, ARCH_SET_FS, static_cast<long>(base));
}

long system_call(long number, long a, long b, long c, long d, long e, long f) {
  long result = 0;
  register long r10 asm("r10") = d;
  register long r8 asm("r8") = e;
  register long r9 asm("r9") = f;
  asm volatile("syscall"
               : "=a"(result)
               : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
               : "rcx", "r11", "memory");
  return result;
}

void futex_wait(const std::uint32_t* word, std::uint32_t seen) {
  system_call(SYS_futex, reinterpret_cast<long>(word), FUTEX_WAIT_PRIVATE, seen);
}

void futex_wait(const std::uint32_t* word, std::uint32_t seen, std::uint32_t ms) {
  const struct {
    std::int64_t seconds, nanoseconds;
  } timeout{ms / 1000, static_cast<std::int64_t>(ms % 1000) * 1'000'000};
  system_call(SYS_futex, reinterpret_cast<long>(word), FUTEX_WAIT_PRIVATE, seen,
              reinterpret_cast<long>(&timeout));
}

void futex_wake(const std::uint32_t* word) {
  system_call(SYS_futex, reinterpret_cast<long>(word), FUTEX_WAKE_PRIVATE, 0x7fffffff);
}

namespace {

long map(std::uintptr_t address, std::size_t bytes, int more_flags) {
  return system_call(SYS_mmap, static_cast<long>(address), static_cast<long>(bytes), PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | more_flags, -1, 0);
}

}  // namespace

void* pages(std::size_t bytes) {
  const long got = map(0, bytes, 0);
  if (got < 0) give_up("out of memory: cannot map the tables of the scheduler");
  return reinterpret_cast<void*>(got);
}

void share_pages(void* place, std::size_t bytes, int file) {
  const long got = system_call(SYS_mmap, reinterpret_cast<long>(place), static_cast<long>(bytes),
                               PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0);
  if (got < 0) give_up("cannot map the file of the flight record");
}

void* pages_at(std::uintptr_t address, std::size_t bytes) {
  const long got = map(address, bytes, MAP_FIXED_NOREPLACE | MAP_STACK);
  return got < 0 ? pages(bytes) : reinterpret_cast<void*>(got);
}

namespace {
void write_to_stderr(const char* words) {
  std::size_t length = 0;
  while (words[length] != '\0') ++length;
  while (length > 0) {
    const long n = system_call(SYS_write, 2, reinterpret_cast<long>(words), static_cast<long>(length));
    if (n == -EINTR) continue;
    if (n <= 0) return;
    words += n;
    length -= static_cast<std::size_t>(n);
  }
}

constexpr int limit_kinds[] = {RLIMIT_AS, RLIMIT_NPROC, RLIMIT_DATA};
rlim_t limits_at_start[] = {0, 0, 0};  // in the order of limit_kinds

rlim_t limit_now(int kind) {
  rlimit out{RLIM_INFINITY, RLIM_INFINITY};
  system_call(SYS_prlimit64, 0, kind, 0, reinterpret_cast<long>(&out));
  return out.rlim_cur;
}

bool subject_lowered_a_limit() {
  for (int i = 0; i < 3; ++i)
    if (limit_now(limit_kinds[i]) < limits_at_start[i]) return true;
  return false;
}
}  // namespace

void remember_limits() {
  for (int i = 0; i < 3; ++i) limits_at_start[i] = limit_now(limit_kinds[i]);
}

void give_up(const char* sentence) {
  if (subject_lowered_a_limit()) {
    write_to_stderr(
        "gauntlet: the subject has lowered a limit of the process (setrlimit); the consequence: ");
    write_to_stderr(sentence);
    write_to_stderr("\n");
    system_call(SYS_exit_group, 1);
  }
  write_to_stderr("gauntlet: the harness itself failed: ");
  write_to_stderr(sentence);
  write_to_stderr("\n");
  system_call(SYS_exit_group, 3);
  __builtin_unreachable();
}

void abort(const char* words) {
  write_to_stderr(words);
  system_call(SYS_tgkill, system_call(SYS_getpid), system_call(SYS_gettid), SIGABRT);
  give_up("SIGABRT was ignored");
}

}  // namespace gauntlet::schedule::machine
