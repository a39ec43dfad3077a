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

/// How to construct the group of a case.
struct setup {
  plan::error_policy policy = plan::error_policy::first;
  bool context = false;                      ///< the group has a context
  std::optional<std::uint32_t> limit;        ///< the most active tasks; nullopt: unlimited
  std::optional<std::uint32_t> deadline_us;  ///< the parent context's deadline, in microseconds from now
  std::uint32_t tasks = 0;                   ///< how many tasks will be submitted
  /// The outermost group of a case under explore. A subject with a thread pool creates its threads for this
  /// case, because the scheduler controls only threads that start during the case.
  bool explored = false;
};

/// One observation of a context.
struct observation {
  bool cancelled = false;
  std::uint32_t cause = history::no_error;  ///< the id of the error that cancelled it (error_ids.hpp)
};

/// A callback that is registered with a context. Its destructor removes the callback.
/// Guarantees: after the destructor has returned, the callback is not running and does not start (P23).
class registration {
 public:
  virtual ~registration() = default;
};

/// The context that a subject passes to a task's callable.
/// Lifetime: valid while the callable runs. Threading: the task's thread calls it; a callback that the task
/// registered may call `now` and `wait` on any thread. Memory ordering: if `now` or `wait` observes the
/// cancellation, the writes of the task that caused it are visible (P17).
class cancellation {
 public:
  virtual ~cancellation() = default;
  /// Returns the current state. Does not block.
  virtual observation now() = 0;
  /// Blocks until the context is cancelled, then returns its state.
  virtual observation wait() = 0;
  /// Returns a new group that is derived from this context, or null if the subject has no nested groups.
  virtual std::unique_ptr<subject> nest(const setup&) { return nullptr; }
  /// Registers `called`. It runs once, when the context is cancelled, or during this call if the context is
  /// cancelled already. Returns null if the subject has no callbacks.
  virtual std::unique_ptr<registration> on_cancel(callback& called) {
    (void)called;
    return nullptr;
  }
};

/// A function object that a subject calls when a context is cancelled. The call records itself and its
/// thread, then performs the callback_action of the plan. Threading: may be called on any thread. Lifetime:
/// exists until the execution ends, after every thread of the subject.
class callback {
 public:
  void operator()();

 private:
  friend class callbacks;
  callbacks* owner_ = nullptr;
  std::uint32_t task_ = history::none;  // the task that registered it; none: the driver
  plan::callback_action action_ = plan::callback_action::nothing;
  cancellation* context_ = nullptr;
};

/// A context that is never cancelled, for subjects without contexts. `wait` returns immediately.
class no_cancellation final : public cancellation {
 public:
  observation now() override { return {}; }
  observation wait() override { return {}; }
};

/// How a task's body ended. The adapter converts it to the subject's own result type.
struct task_end {
  enum class kind : std::uint8_t {
    ok,       ///< the task succeeds
    nil,      ///< the task returns a nil error, which is a success
    fail,     ///< the task fails with error `id`
    forward,  ///< the task returns the last result of the nested group `inner`
  } what = kind::ok;
  std::uint32_t id = history::no_error;               ///< fail: the id of the error
  plan::error_shape shape = plan::error_shape::leaf;  ///< fail, nil: the shape of the error tree
  std::unique_ptr<subject> inner;                     ///< forward: the nested group
};

/// Runs the bodies of tasks for their callables. Threading: may be called on any thread. Lifetime: outlives
/// every callable.
class task_host {
 public:
  /// Runs the body of a task and returns how it ended. Errors: throws what the plan says the task throws.
  virtual task_end run_task(std::uint32_t task, subject& group, cancellation& context) = 0;
  /// Records that the callable of a task is being destroyed.
  virtual void callable_gone(std::uint32_t task) = 0;

 protected:
  ~task_host() = default;
};

/// The callable of one task. Its destruction is recorded.
/// Requires: called at most once. Threading: may be called, moved and destroyed on any thread, one at a time.
/// Lifetime: the host and the group outlive it. Errors: a call throws what the plan says the task throws, or
/// exits its thread; the move constructor throws move_failed if the plan says so (P51), and then leaves
/// `other` unchanged.
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

/// What a wait returned. It has a fixed size, so that the harness does not allocate while a case runs.
struct result {
  static constexpr std::uint32_t max_leaves = 3 * plan::max_tasks;
  struct leaf {
    std::uint32_t id = history::no_error;
    history::leaf_state state = history::leaf_state::intact;
  };
  std::array<leaf, max_leaves> leaves{};
  std::uint32_t count = 0;          ///< how many leaves the error tree has (listed in pre-order); 0: no error
  bool tree_checked = false;        ///< the adapter searched the tree with the subject's own functions
  std::uint32_t failed_search = 0;  ///< the first search with an unexpected result; 0: none

  /// Appends a leaf. A leaf beyond max_leaves is only counted.
  void add(std::uint32_t id, history::leaf_state state) {
    if (count < max_leaves) leaves[count] = {id, state};
    ++count;
  }
};

/// One group of the implementation under test, behind its adapter (gauntlet/detail/adapter.hpp).
/// Threading: the driver's thread and the threads of tasks call it concurrently, as far as the subject's
/// capabilities allow. Memory ordering: in a correct subject, a submit happens-before the body of its task,
/// and the end of every body happens-before the return of a wait that joins it (P01). Lifetime: exists for
/// one case; outlives its task callables.
class subject {
 public:
  virtual ~subject() = default;
  /// Submits a task. Blocks at the limit. Errors: may throw; the task then does not run.
  virtual void submit(task_call call) = 0;
  /// Submits a task without blocking. Returns false if the subject rejects it.
  virtual bool try_submit(task_call call) = 0;
  /// Waits for the group, and appends the errors that it reports to `out`.
  virtual void wait(result& out) = 0;
  /// Waits for at most `us` microseconds. Returns false if it timed out; `out` is then unchanged.
  virtual bool wait_for([[maybe_unused]] std::uint32_t us, result& out) {
    wait(out);
    return true;
  }
  /// Sets the limit of active tasks (nullopt: unlimited). Returns false if the subject refuses it.
  virtual bool set_limit(std::optional<std::uint32_t> limit) = 0;
  /// Registers a callback with the group's own context. Returns null if the subject has no callbacks.
  virtual std::unique_ptr<registration> on_cancel(callback&) { return nullptr; }
  /// Returns the current state of the group's own context.
  virtual observation context_now() = 0;
  /// Blocks until the group's own context is cancelled, then returns its state.
  virtual observation context_wait() = 0;
  /// Cancels the parent context of the outermost group.
  virtual void cancel_parent() = 0;
  /// Returns whether the parent context is cancelled.
  virtual bool parent_cancelled() = 0;
  /// Blocks until every task has ended, if wait may return earlier.
  virtual void drain() = 0;
};

/// A subject that this program can run: its description and the function that constructs one group.
/// Threading: one thread calls `make` at a time.
struct subject_info : subject_description {
  std::function<std::unique_ptr<subject>(const setup&)> make;
};

/// Returns the subjects of this runner, in order of registration (references first). Threading: all
/// registrations come before the first case; not synchronised.
[[nodiscard]] std::vector<subject_info>& registry();
/// Returns the registered subject of this name, or null if there is none.
[[nodiscard]] const subject_info* subject_named(std::string_view name);

}  // namespace gauntlet::run
