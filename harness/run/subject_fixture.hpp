#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "gauntlet/detail/contract.hpp"
#include "gauntlet/detail/tracked.hpp"
#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/case_parts.hpp"
#include "harness/run/live_objects.hpp"

/// Subjects, plans and a task host for tests.
namespace gauntlet::run {

/// A subject that runs no task and whose waits return immediately.
class does_nothing : public subject {
 public:
  void submit(task_call) override {}
  bool try_submit(task_call) override { return false; }
  void wait(result&) override {}
  bool set_limit(std::optional<std::uint32_t>) override { return false; }
  observation context_now() override { return {}; }
  observation context_wait() override { return {}; }
  void cancel_parent() override {}
  bool parent_cancelled() override { return false; }
  void drain() override {}
};

/// A subject that runs each task inside its submit.
class runs_inline : public does_nothing {
 public:
  void submit(task_call call) override {
    no_cancellation none;
    call(none);
  }
};

template <class Subject>
[[nodiscard]] subject_info info() {
  subject_info s;
  s.name = "subject";
  s.make = [](const setup&) { return std::make_unique<Subject>(); };
  return s;
}

/// A plan without tasks, whose driver waits once.
[[nodiscard]] inline plan::plan only_a_wait() {
  plan::plan p;
  p.driver = {{plan::driver_kind::wait, 1}};
  return p;
}

/// A plan that submits that many tasks without steps, and waits.
[[nodiscard]] inline plan::plan submits_of(std::uint32_t tasks) {
  plan::plan p;
  p.tasks.resize(tasks);
  for (std::uint32_t t = 0; t < tasks; ++t) p.driver.push_back({plan::driver_kind::submit, t});
  p.driver.push_back({plan::driver_kind::wait, 1});
  return p;
}

/// Keeps which bodies ran and which callables were destroyed.
class recording_host : public task_host {
 public:
  task_end run_task(std::uint32_t task, subject&, cancellation&) override {
    ran.push_back(task);
    return {};
  }
  void callable_gone(std::uint32_t task) override { gone.push_back(task); }

  std::vector<std::uint32_t> ran, gone;
};

/// The parts of an execution, with a case prepared and begun.
struct begun_case {
  begun_case(plan::plan plan_to_run, subject_info subject)
      : the_plan(std::move(plan_to_run)), the_subject(std::move(subject)), parts(host) {
    next_case();
    parts.current.prepare(the_plan, the_subject);
    parts.submissions.begin();
    parts.blocking_points.begin(the_plan);
    parts.current.begin();
  }

  /// The events that an actor has recorded.
  [[nodiscard]] std::vector<history::event> log_of(history::actor_id actor) const {
    return parts.current.recorder.snapshot().logs.at(actor);
  }
  [[nodiscard]] std::vector<history::event_kind> kinds_of(history::actor_id actor) const {
    std::vector<history::event_kind> kinds;
    for (const auto& event : log_of(actor)) kinds.push_back(event.kind);
    return kinds;
  }
  /// The first event of this kind. Errors: throws std::out_of_range if there is none.
  [[nodiscard]] history::event first(history::actor_id actor, history::event_kind kind) const {
    const auto log = log_of(actor);
    const auto found = std::find_if(log.begin(), log.end(), [&](const auto& e) { return e.kind == kind; });
    return log.at(static_cast<std::size_t>(found - log.begin()));
  }

  recording_host host;
  plan::plan the_plan;
  subject_info the_subject;
  case_parts parts;
};

}  // namespace gauntlet::run
