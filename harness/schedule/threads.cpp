#include "harness/schedule/threads.hpp"

#include <dlfcn.h>
#include <pthread.h>

#include <array>
#include <atomic>
#include <cerrno>

#include "harness/schedule/pause.hpp"

using start_function = void* (*)(void*);

// The sanitizers' own pthread_create, where one is linked in. Theirs must be called, or they would not know
// the thread.
extern "C" int __interceptor_pthread_create(pthread_t*, const pthread_attr_t*, start_function, void*)
    __attribute__((weak));

namespace gauntlet::schedule {
namespace {

std::atomic<std::uint32_t> live{0};
std::atomic<std::uint32_t> created{0};
std::atomic<std::uint32_t> fails_at{0};
thread_local int own_depth = 0;

// What a new thread starts with. Slots are used in turn and never freed, so that nothing is allocated; a slot
// is read by its thread long before its turn comes again.
struct launch {
  std::atomic<start_function> start{nullptr};
  std::atomic<void*> argument{nullptr};
};
std::array<launch, 4096> launches;
std::atomic<std::uint32_t> next_launch{0};

struct count_down {
  ~count_down() {
    live.fetch_sub(1, std::memory_order_relaxed);
    wake_all(live);
  }
};

void* counted_start(void* slot) {
  auto& mine = *static_cast<launch*>(slot);
  const count_down when_it_ends;  // also when it ends by pthread_exit, which unwinds
  return mine.start.load(std::memory_order_relaxed)(mine.argument.load(std::memory_order_relaxed));
}

int real_create(pthread_t* thread, const pthread_attr_t* attributes, start_function start, void* argument) {
  if (&__interceptor_pthread_create != nullptr)
    return __interceptor_pthread_create(thread, attributes, start, argument);
  static const auto next = reinterpret_cast<decltype(&pthread_create)>(dlsym(RTLD_NEXT, "pthread_create"));
  return next(thread, attributes, start, argument);
}

int create(pthread_t* thread, const pthread_attr_t* attributes, start_function start, void* argument) {
  if (own_depth > 0) return real_create(thread, attributes, start, argument);
  const auto number = created.fetch_add(1, std::memory_order_relaxed) + 1;
  if (number == fails_at.load(std::memory_order_relaxed)) return EAGAIN;
  auto& slot = launches[next_launch.fetch_add(1, std::memory_order_relaxed) % launches.size()];
  slot.start.store(start, std::memory_order_relaxed);
  slot.argument.store(argument, std::memory_order_relaxed);
  live.fetch_add(1, std::memory_order_relaxed);
  const int error = real_create(thread, attributes, counted_start, &slot);
  if (error != 0) live.fetch_sub(1, std::memory_order_relaxed);
  return error;
}

}  // namespace

void begin_counting_threads(std::uint32_t fail_at) {
  created.store(0, std::memory_order_relaxed);
  fails_at.store(fail_at, std::memory_order_relaxed);
}
void stop_failing_threads() { fails_at.store(0, std::memory_order_relaxed); }
std::uint32_t live_threads() { return live.load(std::memory_order_relaxed); }
void wait_for_threads(std::uint32_t at_most) { block_until_at_most(live, at_most); }
std::uint32_t created_threads() { return created.load(std::memory_order_relaxed); }

std::uint32_t thread_number() {
  static std::atomic<std::uint32_t> next{0};
  thread_local const std::uint32_t mine = next.fetch_add(1, std::memory_order_relaxed);
  return mine;
}

own_threads::own_threads() { ++own_depth; }
own_threads::~own_threads() { --own_depth; }

}  // namespace gauntlet::schedule

extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, start_function start,
                              void* argument) {
  return gauntlet::schedule::create(thread, attributes, start, argument);
}
