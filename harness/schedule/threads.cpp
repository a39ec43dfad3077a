#include "harness/schedule/threads.hpp"

#include <cerrno>
#include <thread>

#include "harness/schedule/engine/real.hpp"
#include "harness/schedule/engine/scheduler.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

// GAUNTLET_REAL finds a sanitizer's pthread_create if one is linked in; the sanitizer must register the
// thread.
GAUNTLET_REAL(int, pthread_create, pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)
// std::thread::_M_start_thread(_State_ptr, void (*)()) of libstdc++: creates the thread of a std::thread.
// Defined below.
GAUNTLET_REAL(void, _ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE,
              std::thread*, std::thread::_State_ptr*, void (*)())

namespace gauntlet::schedule {
namespace {

using start_function = void* (*)(void*);

unsynchronised_atomic<std::uint32_t> live;
unsynchronised_atomic<std::uint32_t> created;
unsynchronised_atomic<std::uint32_t> fails_at;
bool refusal_ends_process = false;  // set before the first case
thread_local int harness_depth = 0;
thread_local std::uint32_t created_here = 0;

// The start function and argument of a new thread. The slots form a ring and are never freed, so that no
// memory is allocated. A slot is reused only after launch_count more creations; its thread has read it long
// before. Relaxed accesses suffice: pthread_create orders the caller's stores before the thread's loads.
struct launch {
  unsynchronised_atomic<std::uint64_t> start;
  unsynchronised_atomic<std::uint64_t> argument;
};
constexpr std::uint32_t launch_count = 4096;
launch launches[launch_count];
unsynchronised_atomic<std::uint32_t> next_launch;

struct count_down_at_end {
  ~count_down_at_end() {
    live.add(~0u);  // subtracts 1
    wake_all(live);
  }
};

/// While it is true, the calling thread creates the thread of a std::thread, whose argument is a _State.
thread_local bool creates_std_thread = false;

/// Replaces the start function of libstdc++ (execute_native_thread_routine), which also runs and then
/// destroys the state. Here there is a scheduling point in between: the state contains the callable. No
/// unique_ptr: instrumented code has the same inline functions.
void* run_state(void* argument) {
  struct owner {
    std::thread::_State* state;
    ~owner() { delete state; }  // also if pthread_exit unwinds the stack
  } const owned{static_cast<std::thread::_State*>(argument)};
  owned.state->_M_run();
  the_scheduler().point(op::callable_end, nullptr, __builtin_return_address(0));
  return nullptr;
}

void* counted_start(void* slot) {
  auto& mine = *static_cast<launch*>(slot);
  const count_down_at_end counted;  // its destructor also runs for pthread_exit, which unwinds the stack
  const auto start = reinterpret_cast<start_function>(mine.start.load());
  return start(reinterpret_cast<void*>(mine.argument.load()));
}

/// Creates a thread. The kernel refuses it for a moment while another thread calls exec.
int create_free(pthread_t* thread, const pthread_attr_t* attributes, start_function start, void* argument) {
  constexpr int most_attempts = 20;
  constexpr std::uint32_t pause_ms = 10;
  for (int attempt = 1;; ++attempt) {
    const int error = real::pthread_create()(thread, attributes, start, argument);
    if (error != EAGAIN || !refusal_ends_process || attempt == most_attempts) return error;
    const std::uint32_t never_changes = 0;
    machine::futex_wait(&never_changes, 0, pause_ms);
  }
}

int create_uncounted(pthread_t* thread, const pthread_attr_t* attributes, start_function start,
                     void* argument, void* caller) {
  if (!controlled()) {
    const int error = create_free(thread, attributes, start, argument);
    if (error == EAGAIN && refusal_ends_process)
      machine::give_up(
          "the machine refuses to create another thread (see ulimit -u, and the limit of the control group); "
          "use "
          "a smaller --size or fewer --jobs");
    return error;
  }
  scheduler& s = the_scheduler();
  logical_thread* made = s.create(start, argument, caller);
  if (made == nullptr) machine::give_up("this schedule has 4,096 threads; more are not supported");
  int state = PTHREAD_CREATE_JOINABLE;
  if (attributes != nullptr) pthread_attr_getdetachstate(attributes, &state);
  made->detached = state == PTHREAD_CREATE_DETACHED;
  *thread = made->on->handle;
  s.point(op::after_create, nullptr, caller);
  return 0;
}

}  // namespace

int create_thread(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*), void* argument,
                  void* caller) {
  if (harness_depth > 0) return create_uncounted(thread, attributes, start, argument, caller);
  if (created.add(1) + 1 == fails_at.load()) return EAGAIN;
  if (creates_std_thread) start = run_state;
  auto& slot = launches[next_launch.add(1) % launch_count];
  slot.start.store(reinterpret_cast<std::uint64_t>(start));
  slot.argument.store(reinterpret_cast<std::uint64_t>(argument));
  live.add(1);
  const int error = create_uncounted(thread, attributes, counted_start, &slot, caller);
  if (error != 0)
    live.add(~0u);
  else
    ++created_here;
  return error;
}

void end_process_if_the_machine_refuses_a_thread() {
  machine::remember_limits();
  refusal_ends_process = true;
}

std::uint32_t created_by_this_thread() { return created_here; }

void begin_counting_threads(std::uint32_t fail_at) {
  created.store(0);
  fails_at.store(fail_at);
}
void stop_failing_threads() { fails_at.store(0); }
std::uint32_t counted_threads() { return created.load(); }
std::uint32_t live_threads() { return live.load(); }
void wait_for_threads(std::uint32_t at_most) { block_until_at_most(live, at_most); }

std::uint32_t thread_number() {
  if (controlled()) return the_scheduler().running().id;
  static unsynchronised_atomic<std::uint32_t> next;
  thread_local const std::uint32_t mine = next.add(1);
  return mine;
}

harness_threads::harness_threads() { ++harness_depth; }
harness_threads::~harness_threads() { --harness_depth; }

}  // namespace gauntlet::schedule

extern "C" void _ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE(
    std::thread* self, std::thread::_State_ptr* state, void (*depend)()) {
  using namespace gauntlet::schedule;
  struct creation {
    creation() { creates_std_thread = controlled(); }
    ~creation() { creates_std_thread = false; }
  } const of_a_std_thread;
  real::_ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE()(self, state,
                                                                                                depend);
}
