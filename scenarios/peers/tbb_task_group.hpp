#pragma once

#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <utility>

#include "gauntlet/subject.hpp"

namespace gauntlet::peers {

/// A tbb::task_group_context as the context of a task. oneTBB has no notification, so `wait` polls.
class tbb_view final : public run::cancellation {
 public:
  explicit tbb_view(tbb::task_group_context& context) : context_(context) {}
  run::observation now() override { return {context_.is_group_execution_cancelled(), history::no_error}; }
  run::observation wait() override {
    while (!now().cancelled) std::this_thread::sleep_for(std::chrono::microseconds(20));
    return now();
  }

 private:
  tbb::task_group_context& context_;
};

/// The contract that a group is checked against: its own documentation, or that of Go's errgroup.
enum class judged { as_documented, as_errgroup };

/// oneTBB's task_group in its own arena. A call of cancel() from outside counts as the parent's cancellation.
template <judged How>
class tbb_task_group_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::first;
    can.context = true;
    can.child_submit = true;
    can.thread_per_task = can.explorable = can.waits_on_conditions = false;
    can.concurrency = 2;  // oneTBB promises none, but there are workers besides a blocked one
    can.repeat_wait = can.reuse = can.runs_after_cancel = How == judged::as_errgroup;
    return can;
  }

  explicit tbb_task_group_adapter(const run::setup&) { start_workers(); }
  ~tbb_task_group_adapter() noexcept {
  }  // task_group's destructor throws if no wait was called, which ends the process

  void submit(run::task_call call) {
    // oneTBB calls the functor through a const reference.
    arena().execute([&] {
      group_.run([this, held = task(std::move(call))]() {
        tbb_view view(context_);
        call_and_throw(held.call, view);
      });
    });
  }
  /// Runs one wait at a time. Concurrent waits may use an exception that one of them has freed (oneTBB issue
  /// 1759), which can crash the process.
  void wait(run::result& out) {
    const std::lock_guard lock(waiting_);
    tell_thrown([this] { arena().execute([this] { group_.wait(); }); }, out);
  }
  run::observation context_now() { return tbb_view(context_).now(); }
  run::observation context_wait() { return tbb_view(context_).wait(); }
  void cancel_parent() {
    parent_cancelled_ = true;
    group_.cancel();
  }
  bool parent_cancelled() { return parent_cancelled_; }

 private:
  struct task {
    explicit task(run::task_call call) : call(std::move(call)) {}
    mutable run::task_call call;
  };
  static constexpr int most = 4;

  /// Starts all workers before the first case and keeps them, even on a machine with one processor.
  static void start_workers() {
    static const tbb::global_control control(tbb::global_control::max_allowed_parallelism, most);
    static const bool started = [] {
      std::atomic<int> arrived{0};
      arena().execute([&] {
        tbb::task_group all;
        for (int i = 0; i < most; ++i)
          all.run([&] {
            ++arrived;
            while (arrived < most) std::this_thread::yield();
          });
        all.wait();
      });
      return true;
    }();
    (void)started;
  }
  static tbb::task_arena& arena() {
    static tbb::task_arena mine(most);
    return mine;
  }

  std::mutex waiting_;
  std::atomic<bool> parent_cancelled_{false};
  tbb::task_group_context context_{tbb::task_group_context::bound, tbb::task_group_context::concurrent_wait};
  tbb::task_group group_{context_};
};

}  // namespace gauntlet::peers
