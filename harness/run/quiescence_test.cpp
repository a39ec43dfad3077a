#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "harness/check/property.hpp"
#include "harness/run/execute.hpp"
#include "harness/run/subject_fixture.hpp"
#include "harness/schedule/explore.hpp"

// Which error was recorded first is known under explore: the plans below have no context, no limit and only
// one wait, so that under stress nothing would prove an order.
namespace gauntlet::run {
namespace {

using history::event_kind;

/// A group with one thread for each task, which its wait joins. `finish` is called on the task's thread after
/// the body has ended.
class thread_per_task : public does_nothing {
 public:
  void submit(task_call call) override {
    const auto index = static_cast<std::uint32_t>(threads_.size());
    threads_.emplace_back([this, index, call = std::move(call)]() mutable {
      no_cancellation none;
      const auto end = call(none);
      finish(index, end.what == task_end::kind::fail ? end.id : history::no_error);
    });
  }
  void wait(result& out) override {
    for (auto& thread : threads_) thread.join();
    threads_.clear();
    const auto error = first();
    if (error != history::no_error) out.add(error, history::leaf_state::intact);
  }

 protected:
  virtual void finish(std::uint32_t index, std::uint32_t error) = 0;
  virtual std::uint32_t first() = 0;

 private:
  std::vector<std::thread> threads_;
};

class keeps_the_first : public thread_per_task {
 protected:
  void finish(std::uint32_t, std::uint32_t error) override {
    const std::lock_guard lock(mutex_);
    if (first_ == history::no_error) first_ = error;
  }
  std::uint32_t first() override { return first_; }
  std::mutex mutex_;
  std::uint32_t first_ = history::no_error;
};

class keeps_the_last : public keeps_the_first {
 protected:
  void finish(std::uint32_t, std::uint32_t error) override {
    const std::lock_guard lock(mutex_);
    if (error != history::no_error) first_ = error;
  }
};

/// As a vector of futures: the task with the lowest index wins.
class keeps_the_lowest : public thread_per_task {
 protected:
  void finish(std::uint32_t index, std::uint32_t error) override { slots_[index] = error; }
  std::uint32_t first() override {
    for (const auto error : slots_)
      if (error != history::no_error) return error;
    return history::no_error;
  }

 private:
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(8, history::no_error);
};

/// A channel of completions: a correct group may record an error on another thread than the task's.
class channel {
 public:
  void push(std::uint32_t error) {
    const std::lock_guard lock(mutex_);
    queue_.push_back(error);
    changed_.notify_one();
  }
  std::uint32_t pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !queue_.empty(); });
    const auto error = queue_.front();
    queue_.pop_front();
    return error;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::uint32_t> queue_;
};

/// A thread of the group receives the errors and records them. The end of a task's thread does not prove that
/// its error is recorded.
class records_on_a_dispatcher : public keeps_the_first {
 public:
  records_on_a_dispatcher()
      : dispatcher_([this] {
          for (auto error = ready_.pop(); error != stop; error = ready_.pop())
            keeps_the_first::finish(0, error);
        }) {}

 protected:
  // Each error takes a thread of its own to the dispatcher, so they can overtake each other.
  void finish(std::uint32_t, std::uint32_t error) override {
    const std::lock_guard lock(relays_mutex_);
    relays_.emplace_back([this, error] { ready_.push(error); });
  }
  std::uint32_t first() override {
    for (auto& relay : relays_) relay.join();
    relays_.clear();
    ready_.push(stop);
    dispatcher_.join();
    return keeps_the_first::first();
  }

 private:
  static constexpr std::uint32_t stop = 12345;
  channel ready_;
  std::mutex relays_mutex_;
  std::vector<std::thread> relays_;
  std::thread dispatcher_;
};

/// The body runs on a thread of its own, which ends before the error is recorded.
class body_on_an_inner_thread : public keeps_the_first {
 public:
  void submit(task_call call) override {
    threads_.emplace_back([this, call = std::move(call)]() mutable {
      std::uint32_t error = history::no_error;
      std::thread([&] {
        no_cancellation none;
        const auto end = call(none);
        if (end.what == task_end::kind::fail) error = end.id;
      }).join();
      finish(0, error);
    });
  }
  void wait(result& out) override {
    for (auto& thread : threads_) thread.join();
    threads_.clear();
    keeps_the_first::wait(out);
  }

 private:
  std::vector<std::thread> threads_;
};

/// Two workers execute jobs, the newest first. The end of a task is a job of its own, so that a worker may
/// execute other tasks before it.
class pool_of_jobs : public keeps_the_first {
 public:
  pool_of_jobs() {
    for (int i = 0; i < 2; ++i) workers_.emplace_back([this] { work(); });
  }
  ~pool_of_jobs() override {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    for (auto& worker : workers_) worker.join();
  }
  void submit(task_call call) override {
    const std::lock_guard lock(mutex_);
    ++active_;
    auto held = std::make_shared<task_call>(std::move(call));
    jobs_.push_back([this, held]() mutable {
      no_cancellation none;
      const auto end = (*held)(none);
      held.reset();
      const std::lock_guard to_post(mutex_);
      jobs_.push_back([this, error = end.what == task_end::kind::fail ? end.id : history::no_error] {
        finish(0, error);
        const std::lock_guard to_count(mutex_);
        if (--active_ == 0) idle_.notify_all();
      });
      changed_.notify_one();
    });
    changed_.notify_one();
  }
  void wait(result& out) override {
    std::unique_lock lock(mutex_);
    idle_.wait(lock, [this] { return active_ == 0; });
    lock.unlock();
    keeps_the_first::wait(out);
  }

 protected:
  void finish(std::uint32_t, std::uint32_t error) override {
    const std::lock_guard lock(errors_);
    if (first_ == history::no_error) first_ = error;
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      auto job = std::move(jobs_.back());
      jobs_.pop_back();
      lock.unlock();
      job();
      job = nullptr;
      lock.lock();
    }
  }

  std::mutex errors_;
  std::condition_variable changed_, idle_;
  std::vector<std::function<void()>> jobs_;
  std::vector<std::thread> workers_;
  std::uint32_t active_ = 0;
  bool closed_ = false;
};

plan::plan failing(std::uint32_t tasks) {
  auto p = submits_of(tasks);
  for (auto& task : p.tasks) {
    task.end = plan::ending::fail;
    task.steps = {{plan::step_kind::yield, 0}};
  }
  return p;
}

struct explored_group {
  std::uint32_t rejected = 0;   ///< schedules with a violation of P06
  std::uint32_t exercised = 0;  ///< schedules that exercised P06
  std::uint32_t quiescent = 0;  ///< events `quiescent` of all schedules
  std::string sentence;         ///< of the first violation
};

template <class Group>
explored_group explore_group(std::uint32_t schedules) {
  const auto subject = info<Group>();
  const auto p = failing(3);
  execution run;
  const auto chooser = schedule::strategy_named("random walk");
  explored_group out;
  for (std::uint64_t seed = 0; seed < schedules; ++seed) {
    chooser->begin({seed, 0});
    const auto taken = run.explore(p, subject, *chooser, {}, {});
    EXPECT_EQ(taken.how.how, schedule::ending::done);
    const check::view view(p, subject.can, taken.history);
    const auto judged = check::property_named("P06")->check(view);
    out.quiescent += static_cast<std::uint32_t>(view.quiescent.size());
    out.exercised += judged.exercised ? 1 : 0;
    out.rejected += judged.violations.empty() ? 0 : 1;
    if (!judged.violations.empty() && out.sentence.empty()) out.sentence = judged.violations.front().sentence;
  }
  return out;
}

TEST(quiescence, proves_that_an_earlier_error_was_recorded) {
  const auto last = explore_group<keeps_the_last>(50);
  EXPECT_GT(last.rejected, 0u);
  EXPECT_NE(last.sentence.find("no other thread could run code of the group"), std::string::npos)
      << last.sentence;
  EXPECT_GT(explore_group<keeps_the_lowest>(50).rejected, 0u);
}

TEST(quiescence, accepts_groups_that_record_the_first_error) {
  constexpr std::uint32_t schedules = 500;
  const auto first = explore_group<keeps_the_first>(schedules);
  EXPECT_EQ(first.rejected, 0u) << first.sentence;
  EXPECT_GT(first.quiescent, 0u);
  const auto dispatcher = explore_group<records_on_a_dispatcher>(schedules);
  EXPECT_EQ(dispatcher.rejected, 0u) << dispatcher.sentence;
  const auto inner = explore_group<body_on_an_inner_thread>(schedules);
  EXPECT_EQ(inner.rejected, 0u) << inner.sentence;
  const auto pool = explore_group<pool_of_jobs>(schedules);
  EXPECT_EQ(pool.rejected, 0u) << pool.sentence;
  EXPECT_GT(pool.quiescent, 0u);
}

TEST(quiescence, is_not_recorded_on_free_threads) {
  execution run;
  const auto taken = run.execute(failing(3), info<keeps_the_first>());
  for (const auto& log : taken.logs)
    for (const auto& event : log) EXPECT_NE(event.kind, event_kind::quiescent);
}

}  // namespace
}  // namespace gauntlet::run
