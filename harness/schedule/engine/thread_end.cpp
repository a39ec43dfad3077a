#include "harness/schedule/engine/thread_end.hpp"

#include <unwind.h>

#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/engine/scheduler.hpp"

namespace gauntlet::schedule {
namespace {

struct destruction {
  void (*destroy)(void*);
  void* object;
};
constexpr std::uint32_t max_destructions = 1024;
struct destruction_list {
  destruction entries[max_destructions];
  std::uint32_t count;
};

/// One list for each thread id. A list is empty again after its thread has ended.
destruction_list* lists() {
  static destruction_list* made = nullptr;
  if (made == nullptr)
    made = static_cast<destruction_list*>(machine::pages(max_threads * sizeof(destruction_list)));
  return made;
}

constexpr pthread_key_t max_keys = 1024;  // glibc's PTHREAD_KEYS_MAX
constexpr int destructor_rounds = 4;      // POSIX: PTHREAD_DESTRUCTOR_ITERATIONS
struct key_record {
  bool exists;
  void (*destroy)(void*);
};
key_record keys[max_keys];
pthread_key_t key_end = 0;  // every existing key is below

/// The context that called the thread's function; exit_thread returns to it. One for each thread id.
struct exit_target {
  machine::context at;
  void* result;
  _Unwind_Exception exception;
};
exit_target* exit_targets() {
  static exit_target* made = nullptr;
  if (made == nullptr) made = static_cast<exit_target*>(machine::pages(max_threads * sizeof(exit_target)));
  return made;
}
exit_target& own_exit_target() { return exit_targets()[the_scheduler().running().id]; }

/// The forced unwind calls this for each frame. At the end of the stack it switches to the exit target and
/// never returns.
_Unwind_Reason_Code at_each_frame(int, _Unwind_Action actions, _Unwind_Exception_Class, _Unwind_Exception*,
                                  _Unwind_Context*, void*) {
  if ((actions & _UA_END_OF_STACK) == 0) return _URC_NO_REASON;
  machine::context nowhere;
  machine::switch_context(&nowhere, &own_exit_target().at);
  __builtin_unreachable();
}

void on_exception_deleted(_Unwind_Reason_Code, _Unwind_Exception*) {
  machine::abort("FATAL: exception not rethrown\n");  // the message of the C library
}

bool destroy_values_of_keys() {
  bool any = false;
  for (pthread_key_t key = 0; key < key_end; ++key) {
    if (!keys[key].exists) continue;
    void* value = pthread_getspecific(key);
    if (value == nullptr) continue;
    pthread_setspecific(key, nullptr);
    if (keys[key].destroy == nullptr) continue;
    keys[key].destroy(value);
    any = true;
  }
  return any;
}

}  // namespace

extern "C" void* gauntlet_call_with_exit_target(machine::context* at, void* (*start)(void*), void* argument);
extern "C" void* gauntlet_result_of_exit() { return own_exit_target().result; }

// Calls start(argument). Before the call it stores a context in *at, with the stack layout that
// switch_context expects: a return address (label 1), six registers and the floating-point control words. A
// switch to that context continues at label 1 and returns the result of the exit instead of start's.
// `.cfi_undefined rip` makes this frame the end of the stack for unwinders, so a forced unwind stops here.
asm(R"(
.text
.globl gauntlet_call_with_exit_target
.type gauntlet_call_with_exit_target,@function
gauntlet_call_with_exit_target:
  .cfi_startproc
  .cfi_undefined rip
  push %rbp
  push %rbx
  push %r12
  push %r13
  push %r14
  push %r15
  sub $8,%rsp
  lea 1f(%rip),%rax
  push %rax
  push $0
  push $0
  push $0
  push $0
  push $0
  push $0
  sub $8,%rsp
  stmxcsr (%rsp)
  fnstcw 4(%rsp)
  mov %rsp,(%rdi)
  mov %rsi,%rax
  mov %rdx,%rdi
  call *%rax
  add $64,%rsp
  jmp 2f
1:
  call gauntlet_result_of_exit@PLT
2:
  add $8,%rsp
  pop %r15
  pop %r14
  pop %r13
  pop %r12
  pop %rbx
  pop %rbp
  ret
  .cfi_endproc
.size gauntlet_call_with_exit_target,.-gauntlet_call_with_exit_target
)");

void* run_until_exit(void* (*start)(void*), void* argument) {
  // The list may hold entries of a thread of an earlier schedule that never ended.
  lists()[the_scheduler().running().id].count = 0;
  exit_target& out = own_exit_target();
  out.at.thread_base = machine::thread_base();
  return gauntlet_call_with_exit_target(&out.at, start, argument);
}

void exit_thread(void* result) {
  exit_target& out = own_exit_target();
  out.result = result;
  out.exception.exception_class = 0;
  out.exception.exception_cleanup = on_exception_deleted;
  _Unwind_ForcedUnwind(&out.exception, at_each_frame, nullptr);
  machine::give_up("pthread_exit could not unwind the stack of its thread");
}

void destroy_at_thread_end(void (*destroy)(void*), void* object) {
  destruction_list& list = lists()[the_scheduler().running().id];
  if (list.count == max_destructions)
    machine::give_up("a thread made more than 1,024 thread_local objects that have destructors");
  list.entries[list.count++] = {destroy, object};
}

void remember_key(pthread_key_t key, void (*destroy)(void*)) {
  if (key >= max_keys) return;
  keys[key] = {true, destroy};
  if (key >= key_end) key_end = key + 1;
}
void forget_key(pthread_key_t key) {
  if (key < max_keys) keys[key] = {};
}

void forget_values_of_keys() {
  for (pthread_key_t key = 0; key < key_end; ++key)
    if (keys[key].exists) pthread_setspecific(key, nullptr);
}

void destroy_thread_locals() {
  destruction_list& list = lists()[the_scheduler().running().id];
  // A scheduling point: a thread that the thread's function has notified may run before the variables are
  // destroyed.
  if (list.count > 0) the_scheduler().point(op::locals_end, nullptr, __builtin_return_address(0));
  while (list.count > 0) {
    const destruction last = list.entries[--list.count];
    last.destroy(last.object);
  }
  for (int round = 0; round < destructor_rounds && destroy_values_of_keys(); ++round) {
  }
}

}  // namespace gauntlet::schedule
