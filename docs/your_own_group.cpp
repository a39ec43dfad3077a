// The example of docs/your_own_group.md. A test builds it into a runner, runs it, and compares it with the
// page.

#include <any>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "harness/run/adapter.hpp"
#include "harness/run/tracked.hpp"

namespace mine {

/// The group to be judged: it starts a thread for each task, and its wait gives the first error.
class group {
 public:
  template <class Task>
  void start(Task task) {
    threads_.emplace_back([this, task = std::move(task)]() mutable {
      std::any error;
      try {
        error = task();
      } catch (...) {
        error = std::current_exception();
      }
      const std::lock_guard lock(mutex_);
      if (!first_.has_value()) first_ = std::move(error);
    });
  }

  std::any wait() {
    threads_.clear();
    return first_;
  }

 private:
  std::mutex mutex_;
  std::any first_;
  std::vector<std::jthread> threads_;
};

}  // namespace mine

namespace {

using namespace gauntlet;

class adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::first;
    can.repeat_wait = can.reuse = false;  // one wait, and nothing after it
    return can;
  }

  explicit adapter(const run::setup&) {}

  void submit(run::task_call call) {
    group_.start([call = std::move(call)]() mutable -> std::any {
      run::no_cancellation none;
      const auto end = call(none);
      if (end.what == run::task_end::kind::ok) return {};
      return run::failure(end.id);
    });
  }

  void wait(run::result& out) {
    const std::any error = group_.wait();
    if (const auto* returned = std::any_cast<run::failure>(&error)) tell(*returned, out);
    if (const auto* thrown = std::any_cast<std::exception_ptr>(&error)) {
      try {
        std::rethrow_exception(*thrown);
      } catch (const run::raised_failure& failure) {
        tell(failure.get(), out);
      } catch (const run::hostile_failure& failure) {
        tell(failure.get(), out);
      }
    }
  }

 private:
  static void tell(const run::failure& failure, run::result& out) {
    using enum history::leaf_state;
    out.add(failure.id(), !failure.of_this_case() ? foreign : failure.intact() ? intact : damaged);
  }

  mine::group group_;
};

const bool registered = [] {
  run::registry().push_back(
      run::describe_subject<adapter>("my_group", run::subject_kind::program, "a group of my own"));
  return true;
}();

}  // namespace
