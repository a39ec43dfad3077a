// What runs beside a subject must hide nothing of it from ThreadSanitizer: a happens-before edge of the
// harness's own would order what the subject does not. Each canary is a race across one part of the harness,
// which has to be reported. That they can tell is tested, too: by mutants of the harness
// (harness/canaries/mutants), each of which silences one.

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

/// What one thread does, and then another, in this order always, and nothing but what they do can tell
/// ThreadSanitizer so. Gives whether it reported a race. Both threads live until the end: one that begins
/// after another has ended can take its place in ThreadSanitizer's books, and then counts as the same.
template <class First, class Second>
bool race_in(First first, Second second) {
  const int before = reports.load();
  std::atomic<int> done{0};
  const auto block_until = [&](int so_many) {
    while (done.load(std::memory_order_relaxed) < so_many) std::this_thread::yield();
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

/// Whether a race on a word is seen across something that both threads do between their writes.
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

TEST(canaries, a_bare_race_is_seen) {
  EXPECT_TRUE(race_across([](std::uint32_t) {}));
}

TEST(canaries, what_a_lock_orders_is_no_race) {
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
  })) << "they share a log";
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

TEST(canaries, a_payload_shows_who_reads_it_unordered) {
  run::payloads payloads;
  payloads.begin(1);
  EXPECT_TRUE(race_in([&] { payloads.write(0); }, [&] { EXPECT_TRUE(payloads.read(0)); }));
}

}  // namespace
}  // namespace gauntlet

// ThreadSanitizer calls it for each report.
extern "C" void __tsan_on_report(void*) { gauntlet::reports.fetch_add(1); }
extern "C" const char* __tsan_default_options() {
  return "exitcode=0:report_bugs=1:print_suppressions=0:suppress_equal_stacks=0:suppress_equal_addresses=0";
}
