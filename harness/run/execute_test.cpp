#include "harness/run/execute.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "harness/run/subject_fixture.hpp"
#include "harness/schedule/injection.hpp"

namespace gauntlet::run {
namespace {

std::atomic<int> held{-1};  // a descriptor; -1: none

/// Its wait opens a descriptor and does not close it.
class opens_a_file : public does_nothing {
 public:
  void wait(result&) override { held = open("/dev/null", O_RDONLY | O_CLOEXEC); }
};

/// Its submit allocates twice.
class allocates : public does_nothing {
 public:
  void submit(task_call) override {
    for (int i = 0; i < 2; ++i) std::make_unique<volatile char[]>(100)[0] = 1;
  }
};

std::atomic<bool> destroyed{false};

/// It starts a thread that reaches an injection point: after the group is destroyed if Late, otherwise
/// before.
template <bool Late>
class reaches_a_point : public does_nothing {
 public:
  reaches_a_point() {
    destroyed = false;
    std::thread([] {
      while (Late && !destroyed) std::this_thread::yield();
      schedule::reach(static_cast<std::uint8_t>(plan::injection_point::counted_down));
      passed = true;
    }).detach();
  }
  ~reaches_a_point() override {
    while (!Late && !passed) std::this_thread::yield();
    destroyed = true;
  }
  static inline std::atomic<bool> passed{false};
};

TEST(execution, counts_a_descriptor_that_stays_open) {
  execution run;
  EXPECT_EQ(run.execute(only_a_wait(), info<opens_a_file>()).left.files, 1);
  close(held.exchange(-1));
}

// The watchdog opens files in /proc while a case runs. `closer` stands in for it: it closes the descriptor
// only after the group is destroyed.
TEST(execution, does_not_count_a_descriptor_that_is_soon_closed) {
  execution run;
  std::atomic<bool> stop{false};
  std::thread closer([&] {
    while (!stop) {
      if (held < 0 || run.snapshot().logs[0].empty()) continue;
      if (run.snapshot().logs[0].back().kind == history::event_kind::group_gone) close(held.exchange(-1));
    }
  });
  for (int round = 0; round < 50; ++round) {
    EXPECT_EQ(run.execute(only_a_wait(), info<opens_a_file>()).left.files, 0);
    while (held >= 0) std::this_thread::yield();
  }
  stop = true;
  closer.join();
}

TEST(execution, counts_a_thread_inside_a_group_that_is_destroyed) {
  execution run;
  auto delayed = only_a_wait();  // the delay keeps the thread at the point until the group is destroyed
  delayed.delays = {{plan::injection_point::counted_down, -1, 20'000}};
  EXPECT_EQ(run.execute(delayed, info<reaches_a_point<true>>()).late_touches, 1u);
  EXPECT_EQ(run.execute(only_a_wait(), info<reaches_a_point<false>>()).late_touches, 0u);
}

TEST(execute, fails_the_allocation_that_the_plan_names) {
  const auto subject = info<allocates>();
  auto p = submits_of(3);
  const auto threw = [&](std::uint32_t fails_at) {
    p.faults.allocation_fails_at = fails_at;
    execution run;
    std::vector<std::uint32_t> out;
    const auto taken = run.execute(p, subject);
    for (const auto& event : taken.logs[history::driver])
      if (event.kind == history::event_kind::submit_end &&
          event.value == static_cast<std::uint32_t>(history::submit_result::threw))
        out.push_back(event.task);
    return out;
  };
  EXPECT_EQ(threw(0), std::vector<std::uint32_t>{});
  EXPECT_EQ(threw(1), std::vector<std::uint32_t>{0});
  EXPECT_EQ(threw(4), std::vector<std::uint32_t>{1});
  EXPECT_EQ(threw(7), std::vector<std::uint32_t>{});
}

/// Its wait returns when the thread of the task has counted down. The thread is not joined.
class only_counts_down : public does_nothing {
 public:
  void submit(task_call call) override {
    std::thread([this, call = std::move(call)]() mutable {
      no_cancellation none;
      call(none);
      count_down();
    }).detach();
  }
  void wait(result&) override {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return over_; });
  }

 protected:
  void count_down() {
    const std::lock_guard lock(mutex_);
    over_ = true;
    changed_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool over_ = false;
};

std::atomic<bool> may_end{false}, has_ended{false};

/// A thread_local destructor of its thread blocks until `may_end` is set, which a later case does.
class leaves_a_thread : public only_counts_down {
 public:
  void submit(task_call call) override {
    std::thread([this, call = std::move(call)]() mutable {
      struct sets_has_ended {
        ~sets_has_ended() { has_ended = true; }
      };
      struct waits_for_may_end {
        ~waits_for_may_end() {
          while (!may_end) std::this_thread::yield();
        }
      };
      // These are destroyed in this order: `first`, the harness's own object (the call below creates it),
      // `last`.
      thread_local sets_has_ended last;
      no_cancellation none;
      call(none);
      thread_local waits_for_may_end first;
      count_down();
    }).detach();
  }
};

/// Its wait lets that thread end, and blocks until it has.
class ends_the_left_thread : public does_nothing {
 public:
  void wait(result&) override {
    may_end = true;
    while (!has_ended) std::this_thread::yield();
  }
};

TEST(execute, records_no_event_of_a_thread_that_an_earlier_case_left) {
  auto subject = info<leaves_a_thread>();
  subject.can.joins_threads = true;
  const auto p = submits_of(1);
  static execution& run = *new execution();               // outlives the threads
  EXPECT_EQ(run.execute(p, subject).unowned.size(), 1u);  // only callable_gone
  const auto later = run.execute(only_a_wait(), info<ends_the_left_thread>());
  EXPECT_TRUE(later.unowned.empty());
}

TEST(explore, finds_a_wait_that_returns_before_the_thread_locals_are_destroyed) {
  auto subject = info<only_counts_down>();
  subject.can.joins_threads = true;
  const auto p = submits_of(1);
  static execution& run = *new execution();  // outlives the threads
  const auto chooser = schedule::strategy_named("random walk");
  const auto returned_first = [&] {
    const auto taken = run.explore(p, subject, *chooser, {}, {}).history;
    const auto gone = std::find_if(taken.unowned.begin(), taken.unowned.end(), [](const history::event& e) {
      return e.kind == history::event_kind::locals_gone;
    });
    const auto& driver = taken.logs[history::driver];
    const auto returned = std::find_if(driver.begin(), driver.end(), [](const history::event& e) {
      return e.kind == history::event_kind::wait_end;
    });
    return gone == taken.unowned.end() || returned->time < gone->time;
  };
  bool found = false;
  for (std::uint64_t seed = 0; seed < 100 && !found; ++seed) {
    chooser->begin({seed, 0});
    found = returned_first();
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace gauntlet::run
