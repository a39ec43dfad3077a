#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "../context.hpp"
#include "../crew.hpp"
#include "../error.hpp"
#include "gauntlet/detail/adapter.hpp"
#include "gauntlet/detail/tracked.hpp"

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

[[nodiscard]] inline const run::failure* own_failure(const error& leaf) {
  if (const auto* failure = leaf.as<run::failure>()) return failure;
  if (const auto* raised = leaf.as<run::raised_failure>()) return &raised->get();
  if (const auto* hostile = leaf.as<run::hostile_failure>()) return &hostile->get();
  return nullptr;
}

/// Returns the harness's id of this error: the id of the task that made it, or that of a context's own error.
[[nodiscard]] inline std::uint32_t id_of(const error& e) {
  if (!e) return history::no_error;
  if (e.is(canceled())) return history::id_canceled;
  if (e.is(deadline_exceeded())) return history::id_deadline;
  if (e.is(abandoned())) return history::id_abandoned;
  const auto* failure = own_failure(e);
  return failure != nullptr ? failure->id() : history::id_unknown;
}

/// Adds the leaves of an error tree to the result, in pre-order.
inline void read_leaves(const error& e, run::result& out) {
  if (!e) return;
  for (const error& cause : e.causes()) read_leaves(cause, out);
  if (!e.causes().empty()) return;
  const auto* failure = own_failure(e);
  const auto of_nobody = same(e, abandoned()) ? history::leaf_state::intact : history::leaf_state::foreign;
  out.add(id_of(e), failure != nullptr ? failure->state() : of_nobody);
}

/// Compares the results of the subject's own `is` and `message` with a walk over the causes. Returns which
/// check failed: 1 `is`, 3 an empty cause, 4 the message of a join; 0 if none. read_result adds 2 and 5.
[[nodiscard]] inline std::uint32_t failed_search_in(const error& root, const error& e) {
  if (!root.is(e)) return 1;
  std::string lines;
  for (const error& cause : e.causes()) {
    if (!cause) return 3;
    if (const auto wrong = failed_search_in(root, cause)) return wrong;
    lines += (&cause == e.causes().data() ? "" : "\n") + cause.message();
  }
  if (e.causes().size() > 1 && e.message() != lines) return 4;
  return 0;
}

inline void read_depths(const error& e, std::uint32_t depth, std::vector<std::uint32_t>& out) {
  if (!e) return;
  for (const error& cause : e.causes()) read_depths(cause, depth + 1, out);
  if (e.causes().empty()) out.push_back(depth);
}

/// True if each error of joined shape has the tree that `to_error` made: three leaves, each one level below
/// the one before it. If the result holds errors of other tasks as well, the tree is below their join.
[[nodiscard]] inline bool keeps_its_joins(const error& e, const run::result& read) {
  std::vector<std::uint32_t> depths;
  read_depths(e, 0, depths);
  const auto others = [&](std::uint32_t id) {
    for (std::size_t i = 0; i < std::min<std::size_t>(read.count, read.leaves.size()); ++i)
      if (read.leaves[i].id != id) return true;
    return false;
  };
  for (std::size_t i = 0; i + 2 < std::min(depths.size(), read.leaves.size()); ++i) {
    const auto id = read.leaves[i].id;
    if (id >= history::first_special_id || read.leaves[i + 2].id != id) continue;
    if (depths[i + 1] != depths[i] + 1 || depths[i + 2] != depths[i] + 2) return false;
    if (depths[i] < 2 && others(id)) return false;
    i += 2;
  }
  return true;
}

/// Reads the error that a wait returned. Sets `failed_search` to the first check of its tree that failed: see
/// failed_search_in, or 2 `as`, or 5 a join that was flattened.
inline void read_result(const error& e, run::result& out) {
  read_leaves(e, out);
  if (e && out.count == 0) out.add(history::id_unknown, history::leaf_state::foreign);
  if (!e) return;
  out.tree_checked = true;
  out.failed_search = failed_search_in(e, e);
  const error stranger("a stranger");
  if (out.failed_search == 0 && e.is(stranger)) out.failed_search = 1;
  if (out.failed_search == 0 && !keeps_its_joins(e, out)) out.failed_search = 5;
  const auto* first = e.as<run::failure>();
  const auto* raised = e.as<run::raised_failure>();
  const auto* hostile = e.as<run::hostile_failure>();
  const bool found = (first != nullptr && first->id() == out.leaves[0].id) ||
                     (raised != nullptr && raised->get().id() == out.leaves[0].id) ||
                     (hostile != nullptr && hostile->get().id() == out.leaves[0].id);
  if (out.failed_search == 0 && !found && out.leaves[0].id < history::first_special_id) out.failed_search = 2;
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
  return {true, id_of(c.cause())};
}

}  // namespace gauntlet::subjects
