#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

#include "../context.hpp"
#include "../error.hpp"
#include "gauntlet/detail/adapter.hpp"
#include "gauntlet/detail/tracked.hpp"
#include "read_result.hpp"

namespace gauntlet::subjects {

/// Limits the capabilities to those of the executor: a pool has a fixed number of threads and creates none
/// for a task.
template <class Executor>
void restrict_to_executor(plan::capabilities& can) {
  if constexpr (requires { Executor::threads; }) {
    can.thread_per_task = can.abnormal_exit = false;  // a pool's threads must not exit
    can.concurrency = static_cast<std::uint32_t>(Executor::threads);
  }
}

/// Creates the pool of a case. A stress case uses the pool of the process. execution::warm_up creates it
/// before the first case, so that its threads do not count as left behind by a case. An explored case has
/// its own pool, because every thread that the scheduler controls must start and end within the case.
template <class Executor>
class threads_of_a_case {
 public:
  explicit threads_of_a_case(const run::setup& how) {
    if constexpr (requires { Executor::pool(); }) {
      if (how.explored)
        own_ = std::make_shared<typename Executor::case_pool>();
      else
        Executor::pool();
    }
  }

 private:
  std::shared_ptr<void> own_;
};

/// Holds the last result of a nested group. The task that opened the group returns it as its own error.
class holds_result {
 public:
  virtual ~holds_result() = default;
  [[nodiscard]] const error& last_result() const { return last_; }

 protected:
  error last_;
};

/// Makes an error of the given shape from empty errors only. A correct subject returns an empty error.
[[nodiscard]] inline error wrapped_nil(plan::error_shape shape) {
  if (shape == plan::error_shape::wrapped) return wrap("doing", error());
  if (shape == plan::error_shape::joined) return join({error(), join({error(), error()})});
  return error::from(nullptr);
}

/// Returns the error with which a task ends according to its plan.
[[nodiscard]] inline error to_error(run::task_end& end) {
  const auto leaf = [&] { return error::of(run::failure(end.id)); };
  if (end.what == run::task_end::kind::ok) return {};
  if (end.what == run::task_end::kind::nil) return wrapped_nil(end.shape);
  if (end.what == run::task_end::kind::forward) {
    const error inner = dynamic_cast<holds_result&>(*end.inner).last_result();
    end.inner.reset();
    return inner;
  }
  switch (end.shape) {
    case plan::error_shape::leaf:
      return leaf();
    case plan::error_shape::wrapped:
      return wrap("outer", wrap("inner", leaf()));
    case plan::error_shape::joined:
      return join({leaf(), join({leaf(), error(), wrap("one of two", leaf())})});
  }
  return {};
}

/// Calls a task as a subject does. Returns the task's error.
[[nodiscard]] inline error call_for_error(run::task_call& call, run::cancellation& context) {
  auto end = call(context);
  return to_error(end);
}

/// Registers a callback on a context with a std::stop_callback.
class stop_registration final : public run::registration {
 public:
  stop_registration(const context& on, run::callback& called) : callback_(on.stop_token(), caller{&called}) {}

 private:
  struct caller {
    run::callback* called;
    void operator()() const { (*called)(); }
  };
  std::stop_callback<caller> callback_;
};

[[nodiscard]] inline std::chrono::steady_clock::time_point in_us(std::uint32_t us) {
  return std::chrono::steady_clock::now() + std::chrono::microseconds(us);
}

[[nodiscard]] inline run::observation observe(const context& c) {
  if (!c.done()) return {};
  const error cause = c.cause();
  return {true, id_of(cause), id_of(c.err()), read_cause(cause)};
}

}  // namespace gauntlet::subjects
