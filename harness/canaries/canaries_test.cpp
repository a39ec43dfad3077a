// The harness must not hide a data race of a subject from ThreadSanitizer. A happens-before edge in the
// harness would order accesses that the subject itself does not order. Each canary is a data race between two
// threads that both execute one part of the harness, and ThreadSanitizer must report it. The mutants of the
// harness (harness/canaries/mutants) add such edges; each mutant must make one canary fail.

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <thread>

#include "harness/run/payload.hpp"
#include "harness/run/recorder.hpp"
#include "harness/schedule/injection.hpp"

namespace gauntlet {
namespace {

std::atomic<int> reports{0};

/// Runs `first` on one thread and then `second` on another. Returns whether ThreadSanitizer reported a race.
/// Memory ordering: the harness of this test orders the two by relaxed atomics only, so ThreadSanitizer sees
/// a happens-before edge only if `first` and `second` create one. Both threads exist until the end:
/// ThreadSanitizer may reuse the state of an ended thread for a new one, and would then treat both as one
/// thread.
template <class First, class Second>
bool race_in(First first, Second second) {
  const int before = reports.load();
  std::atomic<int> done{0};
  const auto block_until = [&](int count) {
    while (done.load(std::memory_order_relaxed) < count) std::this_thread::yield();
  };
  std::thread one([&] {
    first();
    done.store(1, std::memory_order_relaxed);
    block_until(2);
  });
  std::thread other([&] {
    block_until(1);
    second();
    done.store(2, std::memory_order_relaxed);
  });
  one.join();
  other.join();
  return reports.load() != before;
}

/// Returns whether ThreadSanitizer reports a race between two writes to one word. The first thread calls
/// `step` after its write, the second before its write.
template <class Step>
bool race_across(Step step) {
  int word = 0;
  const bool raced = race_in(
      [&] {
        word = 1;
        step(1u);
      },
      [&] {
        step(2u);
        word = 2;
      });
  EXPECT_EQ(word, 2);
  return raced;
}

TEST(canaries, a_race_without_harness_code_is_reported) {
  EXPECT_TRUE(race_across([](std::uint32_t) {}));
}

TEST(canaries, writes_ordered_by_a_lock_are_not_reported) {
  std::mutex mutex;
  EXPECT_FALSE(race_across([&](std::uint32_t) { const std::lock_guard lock(mutex); }));
}

TEST(canaries, the_recorder_hides_no_race) {
  run::recorder recorder;
  recorder.begin(std::array<std::uint32_t, 3>{4, 4, 4});
  EXPECT_TRUE(
      race_across([&](std::uint32_t actor) { recorder.add(actor, history::event_kind::check_begin); }));
  EXPECT_TRUE(race_across([&](std::uint32_t) {
    recorder.add_unowned(history::event_kind::callable_gone, 0);
  })) << "both threads write to the unowned log";
  EXPECT_TRUE(race_across([&](std::uint32_t) { recorder.add_late_run(); }));
}

TEST(canaries, the_injector_hides_no_race) {
  constexpr std::uint8_t point = 2;
  const auto pass = [](std::uint32_t) { schedule::reach(point); };
  schedule::arm({});
  EXPECT_TRUE(race_across(pass));
  const schedule::armed_delay delay{point, -1, 10};
  schedule::arm({&delay, 1});
  EXPECT_TRUE(race_across(pass)) << "with a delay armed";
  schedule::arm({});
}

TEST(canaries, an_unordered_read_of_a_payload_is_reported) {
  run::payloads payloads;
  payloads.begin(1);
  EXPECT_TRUE(race_in([&] { payloads.write(0); }, [&] { EXPECT_TRUE(payloads.read(0)); }));
}

}  // namespace
}  // namespace gauntlet

// ThreadSanitizer calls this function for each report.
extern "C" void __tsan_on_report(void*) { gauntlet::reports.fetch_add(1); }
extern "C" const char* __tsan_default_options() {
  return "exitcode=0:report_bugs=1:print_suppressions=0:suppress_equal_stacks=0:suppress_equal_addresses=0";
}
