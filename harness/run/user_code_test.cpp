// What the recorder observes when a subject runs code of its user: under a lock or not, and the ends of its
// errors.

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>

#include "harness/run/execute.hpp"
#include "harness/run/subject_fixture.hpp"
#include "harness/schedule/injection.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using history::user_code;

std::ptrdiff_t count(const history::history& h, event_kind kind, std::uint32_t value) {
  return std::count_if(h.unowned.begin(), h.unowned.end(),
                       [&](const history::event& e) { return e.kind == kind && e.value == value; });
}

std::ptrdiff_t count_under_lock(const history::history& h, user_code code) {
  return count(h, event_kind::ran_under_lock, history::number_of(code));
}

void run_task(task_call task) {
  std::optional<task_call> mine(std::move(task));
  no_cancellation none;
  const auto end = (*mine)(none);
  if (end.what == task_end::kind::fail) {
    const failure error(end.id);
  }
  mine.reset();
}

/// Runs each task on a thread, under a lock if Locks.
template <bool Locks>
class runs : public does_nothing {
 public:
  void submit(task_call call) override {
    std::thread([this, task = std::move(call)]() mutable {
      std::unique_lock lock(mutex_, std::defer_lock);
      if (Locks) lock.lock();
      run_task(std::move(task));
    }).join();
  }

 private:
  std::mutex mutex_;
};

plan::plan one_failure() {
  auto plan = submits_of(1);
  plan.tasks[0].end = plan::ending::fail;
  return plan;
}

TEST(user_code, is_recorded_if_it_runs_under_a_lock) {
  execution run;
  const auto locked = run.execute(one_failure(), info<runs<true>>());
  for (const auto code : {user_code::body, user_code::callable_destructor, user_code::error_destructor})
    EXPECT_EQ(count_under_lock(locked, code), 1) << history::number_of(code);
}

TEST(user_code, is_not_recorded_if_no_lock_is_held) {
  execution run;
  const auto h = run.execute(one_failure(), info<runs<false>>());
  EXPECT_TRUE(h.observes_threads);
  EXPECT_EQ(std::count_if(h.unowned.begin(), h.unowned.end(),
                          [](const auto& e) { return e.kind == event_kind::ran_under_lock; }),
            0);
}

/// Runs each task inside its submit, under a lock.
class locks_its_submits : public does_nothing {
 public:
  void submit(task_call call) override {
    const std::lock_guard lock(mutex_);
    run_task(std::move(call));
  }

 private:
  std::mutex mutex_;
};

// The lock may be one of the adapter.
TEST(user_code, is_not_recorded_if_it_runs_inside_its_submit) {
  execution run;
  const auto h = run.execute(one_failure(), info<locks_its_submits>());
  EXPECT_EQ(count_under_lock(h, user_code::body), 0);
  EXPECT_EQ(count_under_lock(h, user_code::callable_destructor), 0);
}

TEST(error_ends, are_recorded_for_errors_of_the_running_case) {
  execution run;
  const auto h = run.execute(one_failure(), info<runs<false>>());
  EXPECT_EQ(count(h, event_kind::error_gone, 1), 1);
  EXPECT_EQ(count(h, event_kind::error_gone, 0), 0);
}

/// Its waits return an error, which they leave to the harness.
class leaves_an_error : public does_nothing {
 public:
  ~leaves_an_error() override { kept = std::make_unique<failure>(0); }
  static inline std::unique_ptr<failure> kept;
};

TEST(error_ends, are_not_those_of_the_subject_if_the_caller_destroys_the_error) {
  execution run;
  (void)run.execute(only_a_wait(), info<leaves_an_error>());
  leaves_an_error::kept.reset();
  EXPECT_EQ(count(run.snapshot(), event_kind::error_gone, 0), 1);
}

TEST(submissions, record_the_thread_of_the_submit) {
  execution run;
  const auto h = run.execute(submits_of(1), info<runs_inline>());
  ASSERT_EQ(h.logs[0][1].kind, event_kind::submit_begin);  // after the construction of the group
  EXPECT_EQ(h.logs[0][1].extra, h.logs[1][0].value);
}

/// Keeps for which task the thread works after each submit.
class keeps_the_task : public runs_inline {
 public:
  void submit(task_call call) override {
    runs_inline::submit(std::move(call));
    after.push_back(schedule::current_task());
  }
  observation context_now() override {
    seen.push_back(schedule::current_task());
    return {};
  }
  static inline std::vector<std::int32_t> after, seen;
};

TEST(bodies, work_for_their_task_after_another_body_has_run_on_their_thread) {
  plan::plan plan;
  plan.context = true;
  plan.tasks.resize(2);
  plan.tasks[0].steps = {{plan::step_kind::submit, 1}};
  plan.driver = {
      {plan::driver_kind::submit, 0}, {plan::driver_kind::observe, 0}, {plan::driver_kind::wait, 1}};
  execution run;
  (void)run.execute(plan, info<keeps_the_task>());
  EXPECT_EQ(keeps_the_task::after, (std::vector<std::int32_t>{1, 0}));
  EXPECT_EQ(keeps_the_task::seen.front(), -1);
}

}  // namespace
}  // namespace gauntlet::run
