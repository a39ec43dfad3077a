// Prints the fingerprints of some thousand schedules, one on each line: "body, strategy, seed: fingerprint,
// steps, ending". The output must not depend on the flavour, so that a failure found in `fast` can be
// replayed under ThreadSanitizer. It must not depend on earlier schedules of the process either: --backwards
// runs the bodies in the opposite order, and the sorted output must be the same (tests.cmake).
// --plain-accesses makes plain accesses scheduling points, too, and prints a hash of the decisions instead of
// the fingerprint, which identifies objects on the heap by their addresses.

#include <fmt/format.h>

#include <algorithm>
#include <barrier>
#include <condition_variable>
#include <cstring>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "harness/schedule/interpose/primitives_fixture.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

using std::chrono::milliseconds;

// ---- bodies that combine several primitives; primitives_fixture.cpp has a body for each one

template <class T>
void update(std::atomic<T>& word) {
  for (auto seen = word.load(); !word.compare_exchange_weak(seen, static_cast<T>(seen + 1));) {
  }
  word.fetch_xor(1);
  word.exchange(word.fetch_add(2));
}

void atomics_of_every_width() {
  std::atomic<std::uint8_t> one{0};
  std::atomic<std::uint16_t> two{0};
  std::atomic<std::uint32_t> four{0};
  std::atomic<std::uint64_t> eight{0};
  const auto all = [&] {
    update(one);
    update(two);
    std::atomic_thread_fence(std::memory_order_seq_cst);
    update(four);
    update(eight);
  };
  both(all, all);
}

void three_lock_two() {
  std::mutex a, b;
  std::atomic<int> sum{0};
  const auto add = [&] {
    sum.fetch_add(1);
    const std::scoped_lock in(a, b);
    sum.store(sum.load() + 1);
  };
  std::thread third(add);
  both(add, add);
  third.join();
}

void waits_with_deadlines() {
  std::timed_mutex mutex;
  std::shared_timed_mutex shared;
  std::condition_variable_any changed;
  std::counting_semaphore<4> slots(1);
  bool set = false;
  both(
      [&] {
        std::unique_lock lock(mutex, milliseconds(3));
        if (lock) changed.wait_for(lock, milliseconds(2), [&] { return set; });
        const std::shared_lock reading(shared, milliseconds(1));
        if (slots.try_acquire_for(milliseconds(1))) slots.release();
      },
      [&] {
        const std::unique_lock writing(shared, milliseconds(1));
        std::this_thread::sleep_for(milliseconds(1));
        if (slots.try_acquire()) slots.release();
        const std::unique_lock lock(mutex, milliseconds(5));
        set = true;
        changed.notify_all();
      });
}

void barrier_of_three() {
  std::barrier barrier(3, []() noexcept { touch(); });
  const auto rounds = [&] {
    barrier.arrive_and_wait();
    barrier.arrive_and_wait();
  };
  std::thread third(rounds);
  both(rounds, rounds);
  third.join();
}

void stops() {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::jthread waiter([&](const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    changed.wait(lock, stop, [] { return false; });
  });
  std::jthread stopper([&] { waiter.request_stop(); });
}

void throws_through_a_future() {
  auto fails = std::async(std::launch::async, []() -> int { throw std::runtime_error("x"); });
  auto passes = std::async(std::launch::async, [] { return 1; });
  try {
    fails.get();
  } catch (const std::runtime_error&) {
    touch();
  }
  passes.get();
}

void a_once_that_throws() {
  std::once_flag flag;
  int tries = 0;
  const auto enter = [&] {
    try {
      std::call_once(flag, [&] {
        if (++tries == 1) throw std::runtime_error("not yet");
      });
    } catch (const std::runtime_error&) {
      std::this_thread::yield();
    }
  };
  both(enter, enter);
}

const std::string& made_once() {
  static const std::string made = [] {
    std::mutex mutex;
    const std::lock_guard lock(mutex);
    std::thread helper(touch);
    helper.join();
    return std::string(40, 'x');
  }();
  return made;
}

void statics() {
  both([] { static_cast<void>(made_once()); }, [] { static_cast<void>(made_once()); });
}

struct updates_at_thread_end {
  std::atomic<int>* counter = nullptr;
  ~updates_at_thread_end() {
    if (counter != nullptr) counter->fetch_add(1);
  }
};
thread_local updates_at_thread_end at_thread_end;

void thread_locals() {
  std::atomic<int> ended{0};
  const auto use = [&] { at_thread_end.counter = &ended; };
  both(use, use);
}

/// Frees memory and allocates it again within the schedule.
void short_lived_objects() {
  const auto churn = [] {
    for (int i = 0; i < 3; ++i) {
      const auto mutex = std::make_unique<std::mutex>();
      const auto flag = std::make_shared<std::atomic<int>>(0);
      const std::lock_guard lock(*mutex);
      flag->fetch_add(1);
    }
  };
  both(churn, churn);
}

void detached() {
  const auto all_started = std::make_shared<std::latch>(3);
  for (int i = 0; i < 2; ++i) std::thread([all_started] { all_started->count_down(); }).detach();
  all_started->arrive_and_wait();
}

/// A pool of two threads that runs five tasks, as many subjects do.
void pool() {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::function<void()>> tasks;
  bool closed = false;
  const auto serve = [&] {
    for (;;) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return closed || !tasks.empty(); });
      if (tasks.empty()) return;
      const auto task = std::move(tasks.back());
      tasks.pop_back();
      lock.unlock();
      task();
    }
  };
  std::thread one(serve), two(serve);
  std::atomic<int> done{0};
  for (int i = 0; i < 5; ++i) {
    const std::lock_guard lock(mutex);
    tasks.emplace_back([&done, on_heap = std::make_shared<std::atomic<int>>(i)] {
      on_heap->fetch_add(1);
      done.fetch_add(1);
      done.notify_all();
    });
    changed.notify_one();
  }
  for (int seen = done.load(); seen < 5; seen = done.load()) done.wait(seen);
  {
    const std::lock_guard lock(mutex);
    closed = true;
    changed.notify_all();
  }
  one.join();
  two.join();
}

struct named_body {
  std::string name;
  std::function<void()> run;
  bool on_the_heap = false;  // its threads synchronise by objects on the heap
};

std::vector<named_body> bodies() {
  std::vector<named_body> all = {
      {"atomics of every width", atomics_of_every_width},
      {"three lock two", three_lock_two},
      {"waits with deadlines", waits_with_deadlines},
      {"barrier of three", barrier_of_three, true},
      {"stops", stops, true},
      {"throws through a future", throws_through_a_future, true},
      {"a once that throws", a_once_that_throws},
      {"statics", statics},
      {"thread_locals", thread_locals},
      {"short-lived objects", short_lived_objects, true},
      {"detached", detached, true},
      {"pool", pool, true},
      {"exception shared by two", exception_shared_by_two},
      {"published", [] { published(std::memory_order_relaxed); }},
  };
  for (const auto& [name, file, run] : primitives())
    for (const bool shared : {true, false})
      all.push_back({fmt::format("{}{}", name, shared ? "" : " of its own"), [run, shared] { run(shared); },
                     std::string(name) == "future"});
  return all;
}

/// SURW identifies an object of an earlier schedule by its address. Addresses on the heap depend on the
/// allocator, which differs between flavours.
bool depends_on_addresses(const named_body& body, const std::string& strategy_name,
                          const schedule_limits& limits) {
  return (body.on_the_heap || limits.plain_accesses) && strategy_name == "SURW";
}

/// FNV-1a.
std::uint64_t hash(const std::vector<std::uint16_t>& decisions) {
  std::uint64_t out = 0xcbf29ce484222325u;
  for (const auto each : decisions) out = (out ^ each) * 0x100000001b3u;
  return out;
}

const char* name_of(ending how) {
  return how == ending::done ? "done" : how == ending::deadlock ? "deadlock" : "step limit";
}

void print_schedules_of(const named_body& body, const std::string& strategy_name,
                        const schedule_limits& limits, const schedule_faults& faults) {
  constexpr std::uint64_t seeds = 10;
  const auto chooser = strategy_named(strategy_name);
  std::uint32_t longest = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    chooser->begin({seed, longest});
    const auto out = run_schedule(*chooser, body.run, limits, faults);
    flush_sanitizer_reports();
    longest = std::max(longest, out.steps);
    fmt::print("{}, {}, {}{}: {:016x}, {} steps, {}\n", body.name, strategy_name, seed,
               faults.spurious_wakeups > 0 ? " with faults" : "",
               limits.plain_accesses ? hash(last_decisions()) : out.fingerprint, out.steps, name_of(out.how));
    if (!chooser->end(out.how)) break;
  }
}

}  // namespace
}  // namespace gauntlet::schedule

int main(int count, char** arguments) {
  using namespace gauntlet::schedule;
  const auto given = [&](const char* option) { return count > 1 && std::strcmp(arguments[1], option) == 0; };
  auto all = bodies();
  if (given("--backwards")) std::reverse(all.begin(), all.end());
  schedule_limits limits;
  limits.plain_accesses = given("--plain-accesses");
  for (const auto& body : all)
    for (const auto& strategy : strategy_names())
      for (const std::uint32_t faults : {0, 1})
        if (!depends_on_addresses(body, strategy, limits))
          print_schedules_of(body, strategy, limits, {faults, faults});
}
