#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gauntlet/detail/error_ids.hpp"
#include "gauntlet/detail/subject_description.hpp"
#include "gauntlet/detail/task_terms.hpp"

namespace gauntlet::run {

class callback;
class callbacks;
class subject;

/// How a case wants its group made.
struct setup {
  plan::error_policy policy = plan::error_policy::first;
  bool context = false;
  std::optional<std::uint32_t> limit;
  std::optional<std::uint32_t> deadline_us;
  std::uint32_t tasks = 0;  ///< how many will be submitted
  bool explored = false;    ///< the root of a case under control: what starts threads, starts them in it
};

/// A look at a context: is it cancelled, and by which error.
struct look {
  bool cancelled = false;
  std::uint32_t cause = history::no_error;
};

/// A callback that is registered with a context; destroying it removes the callback.
class registration {
 public:
  virtual ~registration() = default;
};

/// The context that a subject gives a task. Passed to the task's callable; valid while it runs.
class cancellation {
 public:
  virtual ~cancellation() = default;
  virtual look now() = 0;
  virtual look wait() = 0;  ///< blocks until it is cancelled
  /// A group derived from this context; null where the subject can't.
  virtual std::unique_ptr<subject> nest(const setup&) { return nullptr; }
  /// Calls `called` when the context is cancelled, or now; null where the subject can't.
  virtual std::unique_ptr<registration> on_cancel(callback& called) {
    (void)called;
    return nullptr;
  }
};

/// A subject calls it when a context is cancelled. It records that it was called, by which thread, and does
/// what the plan wants (callbacks.hpp). Threading: by any thread; lives as long as the execution.
class callback {
 public:
  void operator()();

 private:
  friend class callbacks;
  callbacks* owner_ = nullptr;
  std::uint32_t task_ = history::none;  // who registered it; none: the driver
  plan::callback_action action_ = plan::callback_action::nothing;
  cancellation* context_ = nullptr;
};

/// For subjects without a context.
class no_cancellation final : public cancellation {
 public:
  look now() override { return {}; }
  look wait() override { return {}; }
};

/// How a task's body ended, for the adapter to put into the subject's own terms.
struct task_end {
  enum class kind : std::uint8_t { ok, nil, fail, forward } what = kind::ok;
  std::uint32_t id = history::no_error;  ///< fail: the id of its error
  plan::error_shape shape =
      plan::error_shape::leaf;     ///< fail: which tree to build around it; nil: around none
  std::unique_ptr<subject> inner;  ///< forward: the nested group whose last result is the error
};

/// Runs the bodies of tasks for their callables. Threading: called by any thread. Lifetime: outlives every
/// callable.
class task_host {
 public:
  virtual task_end run_task(std::uint32_t task, subject& group, cancellation& context) = 0;
  /// The callable of a task is being destroyed.
  virtual void callable_gone(std::uint32_t task) = 0;

 protected:
  ~task_host() = default;
};

/// The callable that a subject runs once. It reports its destruction.
/// Requires: called at most once, on any thread; throws what the plan says it throws, or makes its thread
/// exit. Its move throws where the plan says so (P51).
class task_call {
 public:
  task_call(task_host& host, std::uint32_t task, subject& group);
  task_call(task_call&& other);  // NOLINT(performance-noexcept-move-constructor)
  task_call& operator=(task_call&&) = delete;
  ~task_call();

  task_end operator()(cancellation& context);

 private:
  task_host* host_;
  std::uint32_t task_;
  subject* group_;
};

/// What a wait returned, in the harness's terms. A fixed size: nothing is allocated while a case runs.
struct result {
  static constexpr std::uint32_t max_leaves = 3 * plan::max_tasks;
  struct leaf {
    std::uint32_t id = history::no_error;
    history::leaf_state state = history::leaf_state::intact;
  };
  std::array<leaf, max_leaves> leaves{};
  std::uint32_t count = 0;          ///< leaves of the error tree, in pre-order; 0: no error
  bool tree_checked = false;        ///< the tree was searched by the subject's own means
  std::uint32_t failed_search = 0;  ///< which search went wrong; 0: none

  void add(std::uint32_t id, history::leaf_state state) {
    if (count < max_leaves) leaves[count] = {id, state};
    ++count;
  }
};

/// An implementation under test, behind its adapter (gauntlet/detail/adapter.hpp). One object is one group.
class subject {
 public:
  virtual ~subject() = default;
  virtual void submit(task_call call) = 0;
  virtual bool try_submit(task_call call) = 0;
  virtual void wait(result& out) = 0;
  /// False: it gave up.
  virtual bool wait_for([[maybe_unused]] std::uint32_t us, result& out) {
    wait(out);
    return true;
  }
  virtual bool set_limit(std::optional<std::uint32_t> limit) = 0;  ///< none: unlimited; false: refused
  /// With the group's own context; null where it has none.
  virtual std::unique_ptr<registration> on_cancel(callback&) { return nullptr; }
  virtual look context_now() = 0;
  virtual look context_wait() = 0;
  virtual void cancel_parent() = 0;
  virtual bool parent_cancelled() = 0;
  virtual void drain() = 0;  ///< after an early return of wait: until every task has ended
};

/// A subject that this program can run: its description, and how its groups are made.
struct subject_info : subject_description {
  std::function<std::unique_ptr<subject>(const setup&)> make;
};

/// The subjects of this runner, in order of registration (references first).
[[nodiscard]] std::vector<subject_info>& registry();
[[nodiscard]] const subject_info* subject_named(std::string_view name);

}  // namespace gauntlet::run
