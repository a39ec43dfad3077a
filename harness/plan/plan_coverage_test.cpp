// The generator combines everything: each pair of step kinds and each pair of dimensions of a plan is drawn.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/plan/generate.hpp"
#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

constexpr std::uint64_t seeds = 60'000;

struct dimension {
  std::string name;
  std::function<bool(const plan&)> holds;
};

bool has_value(const plan& p, driver_kind kind, auto fits) {
  return std::any_of(p.driver.begin(), p.driver.end(),
                     [&](const driver_step& step) { return step.kind == kind && fits(step.value); });
}

bool any_task(const plan& p, auto fits) { return std::any_of(p.tasks.begin(), p.tasks.end(), fits); }
bool any_group(const plan& p, auto fits) { return std::any_of(p.groups.begin(), p.groups.end(), fits); }

bool any_callback(const plan& p, callback_action action) {
  const auto fits = [&](std::uint32_t value) {
    return callback_action_of(value) == static_cast<std::uint32_t>(action);
  };
  return has_value(p, driver_kind::callback, fits) || any_task(p, [&](const task& t) {
           return std::any_of(t.steps.begin(), t.steps.end(),
                              [&](const step& s) { return s.kind == step_kind::callback && fits(s.value); });
         });
}

std::size_t cancels(const plan& p) {
  const auto of = [](const auto& steps, auto kind) {
    return static_cast<std::size_t>(
        std::count_if(steps.begin(), steps.end(), [&](const auto& step) { return step.kind == kind; }));
  };
  auto sum = of(p.driver, driver_kind::cancel_parent);
  for (const task& t : p.tasks) sum += of(t.steps, step_kind::cancel_parent);
  return sum;
}

std::vector<dimension> dimensions() {
  const auto deadline = [](std::uint32_t from, std::uint32_t to) {
    return [=](const plan& p) { return p.deadline_us && *p.deadline_us >= from && *p.deadline_us < to; };
  };
  std::vector<dimension> out{
      {"a past deadline", deadline(0, 1)},
      {"a near deadline", deadline(1, 400)},
      {"a middle deadline", deadline(400, 10'000)},
      {"a far deadline", deadline(far_deadline_us, 10'000'000)},
      {"two cancellations", [](const plan& p) { return cancels(p) > 1; }},
      {"a cancellation", [](const plan& p) { return cancels(p) == 1; }},
      {"no context", [](const plan& p) { return !p.context; }},
      {"a limit", [](const plan& p) { return p.limit.has_value(); }},
      {"a new limit", [](const plan& p) { return has(p, driver_kind::set_limit); }},
      {"a lifted limit", [](const plan& p) { return has(p, driver_kind::lift_limit); }},
      {"a wait_for of zero",
       [](const plan& p) { return has_value(p, driver_kind::wait_for, [](auto v) { return v == 0; }); }},
      {"a timed wait",
       [](const plan& p) { return has_value(p, driver_kind::wait_for, [](auto v) { return v > 0; }); }},
      {"a concurrent wait",
       [](const plan& p) { return has_value(p, driver_kind::wait_beside, [](auto v) { return v == 0; }); }},
      {"a timed concurrent wait",
       [](const plan& p) { return has_value(p, driver_kind::wait_beside, [](auto v) { return v > 0; }); }},
      {"waits on several threads",
       [](const plan& p) { return has_value(p, driver_kind::wait, [](auto v) { return v > 1; }); }},
      {"no final wait", [](const plan& p) { return !ends_with_a_wait(p); }},
      {"a nested group", [](const plan& p) { return has(p, step_kind::nest); }},
      {"a nested deadline",
       [](const plan& p) {
         return any_group(p, [](const nested_group& g) { return g.deadline_us.has_value(); });
       }},
      {"a nested timed wait",
       [](const plan& p) {
         return any_group(p, [](const nested_group& g) { return g.wait_for_us.has_value(); });
       }},
      {"a nested group without a wait",
       [](const plan& p) { return any_group(p, [](const nested_group& g) { return g.waits == 0; }); }},
      {"a second nested wait",
       [](const plan& p) { return any_group(p, [](const nested_group& g) { return g.waits == 2; }); }},
      {"a submit by a task",
       [](const plan& p) { return has(p, step_kind::submit) || has(p, step_kind::try_submit); }},
      {"a rendezvous", [](const plan& p) { return has(p, step_kind::rendezvous); }},
      {"a gate", [](const plan& p) { return has(p, step_kind::gate); }},
      {"a context from a token", [](const plan& p) { return p.ancestry.from_token; }},
      {"dropped handles", [](const plan& p) { return p.ancestry.derived > 0 && !p.ancestry.keeps_handles; }},
      {"use after the end", [](const plan& p) { return p.outlives; }},
      {"a failing thread creation", [](const plan& p) { return p.faults.thread_create_fails_at > 0; }},
      {"a failing allocation", [](const plan& p) { return p.faults.allocation_fails_at > 0; }},
      {"a failing move", [](const plan& p) { return p.faults.move_fails_at > 0; }},
      {"a spurious wake-up", [](const plan& p) { return p.faults.spurious_wakeup_at > 0; }},
      {"an exit",
       [](const plan& p) { return any_task(p, [](const task& t) { return t.end == ending::exit; }); }},
      {"a joined error", [](const plan& p) {
         return any_task(p, [](const task& t) { return fails(t.end) && t.shape == error_shape::joined; });
       }}};
  for (std::uint32_t i = 0; i < callback_actions; ++i)
    out.push_back({fmt::format("callback action {}", i),
                   [i](const plan& p) { return any_callback(p, static_cast<callback_action>(i)); }});
  for (std::uint32_t i = 1; i < callable_forms; ++i)
    out.push_back({fmt::format("callable form {}", i), [i](const plan& p) {
                     return any_task(p,
                                     [i](const task& t) { return t.form == static_cast<callable_form>(i); });
                   }});
  return out;
}

/// Returns whether no plan can have both dimensions.
bool exclusive(const std::string& a, const std::string& b) {
  const auto one_has = [&](std::string_view x, std::string_view y) {
    const auto has = [](const std::string& name, std::string_view part) {
      return name.find(part) != std::string::npos;
    };
    return (has(a, x) && has(b, y)) || (has(b, x) && has(a, y));
  };
  const bool two_deadlines = a.ends_with(" deadline") && b.ends_with(" deadline") &&
                             a != "a nested deadline" && b != "a nested deadline";
  if (two_deadlines || one_has("two cancellations", "a cancellation") || one_has("a failing", "a failing"))
    return true;
  for (const auto* needs_context : {"deadline", "cancellation", "token", "handles", "callback"})
    if (one_has("no context", needs_context)) return true;
  // Such a plan does not determine which submit fails (possible/faults.cpp), or whether a task runs.
  for (const auto* undetermined : {"deadline", "nested", "submit by a task", "callback action 4"})
    if (one_has("a failing", undetermined)) return true;
  return one_has("a limit", "callback action 4");
}

/// Counts what the plans of the seeds contain.
struct coverage {
  std::vector<dimension> all = dimensions();
  std::vector<std::vector<std::uint32_t>> together;
  std::array<std::array<bool, step_kinds>, step_kinds> task_steps{};
  std::array<std::array<bool, driver_kinds>, driver_kinds> driver_steps{};

  coverage() : together(all.size(), std::vector<std::uint32_t>(all.size(), 0)) {
    for (std::uint64_t seed = 0; seed < seeds; ++seed) add(generate(seed, all_capabilities()));
  }

  void add(const plan& p) {
    std::vector<std::size_t> held;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].holds(p)) held.push_back(i);
    for (const auto a : held)
      for (const auto b : held) ++together[a][b];
    for (const task& t : p.tasks) add_pairs(t.steps, task_steps);
    add_pairs(p.driver, driver_steps);
  }

  void add_pairs(const auto& steps, auto& pairs) {
    for (std::size_t i = 0; i < steps.size(); ++i)
      for (std::size_t j = i + 1; j < steps.size(); ++j)
        pairs[static_cast<std::size_t>(steps[i].kind)][static_cast<std::size_t>(steps[j].kind)] = true;
  }
};

const coverage& covered() {
  static const coverage made;
  return made;
}

TEST(plan_coverage, each_dimension_is_drawn_often) {
  for (std::size_t i = 0; i < covered().all.size(); ++i)
    EXPECT_GT(covered().together[i][i], seeds / 250) << covered().all[i].name;
}

TEST(plan_coverage, each_pair_of_dimensions_is_drawn) {
  std::string missing;
  for (std::size_t i = 0; i < covered().all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (covered().together[i][j] == 0 && !exclusive(covered().all[i].name, covered().all[j].name))
        missing += covered().all[j].name + " + " + covered().all[i].name + "\n";
  EXPECT_EQ(missing, "");
}

TEST(plan_coverage, each_ordered_pair_of_task_steps_is_drawn) {
  std::string missing;
  for (std::size_t i = 0; i < step_kinds; ++i)
    for (std::size_t j = 0; j < step_kinds; ++j)
      if (!covered().task_steps[i][j] && !(i == j && static_cast<step_kind>(i) == step_kind::callback))
        missing += fmt::format("{} before {}\n", i, j);
  EXPECT_EQ(missing, "");
}

TEST(plan_coverage, each_ordered_pair_of_driver_steps_is_drawn) {
  std::string missing;
  for (std::size_t i = 0; i < driver_kinds; ++i)
    for (std::size_t j = 0; j < driver_kinds; ++j)
      if (!covered().driver_steps[i][j] && !(i == j && static_cast<driver_kind>(i) == driver_kind::callback))
        missing += fmt::format("{} before {}\n", i, j);
  EXPECT_EQ(missing, "");
}

}  // namespace
}  // namespace gauntlet::plan
