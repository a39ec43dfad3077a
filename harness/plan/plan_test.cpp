#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/plan/arbitrary.hpp"
#include "harness/plan/every_fault.hpp"
#include "harness/plan/generate.hpp"
#include "harness/plan/json_reader.hpp"
#include "harness/plan/plan_json.hpp"
#include "harness/plan/shrink.hpp"

namespace gauntlet::plan {
namespace {

capabilities everything() {
  capabilities can;
  can.context = can.cause = can.parent = can.deadline = can.limit = can.set_limit = can.try_submit = true;
  can.child_submit = can.nesting = can.error_trees = can.zero_value = can.timed_wait = can.callbacks =
      can.abnormal_exit = can.joins_when_destroyed = true;
  return can;
}

capabilities collect_all() {
  capabilities can;
  can.policy = error_policy::all;
  can.limit = can.error_trees = true;
  return can;
}

std::string problem_of(const std::string& text) {
  try {
    (void)read_plan(json_reader(nlohmann::json::parse(text), "plan.json"));
    return "";
  } catch (const bad_input& bad) {
    return bad.what();
  }
}

TEST(generate, every_plan_is_possible_and_survives_json) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed)
    for (const auto& can : {everything(), collect_all()}) {
      const plan made = generate(seed, can);
      EXPECT_EQ(why_impossible(made, can), std::nullopt) << made;
      EXPECT_EQ(read_plan(json_reader(to_json(made), "made")), made) << made;
    }
}

TEST(generate, same_seed_same_plan) {
  for (std::uint64_t seed = 0; seed < 200; ++seed)
    EXPECT_EQ(generate(seed, everything()), generate(seed, everything()));
}

TEST(generate, most_plans_are_small_and_some_are_not) {
  std::size_t small = 0, large = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const auto tasks = generate(seed, everything()).tasks.size();
    small += tasks <= 8 ? 1 : 0;
    large += tasks >= 20 ? 1 : 0;
  }
  EXPECT_GT(small, 1000u);
  EXPECT_GT(large, 20u);
}

bool awaits(const task& t) {
  return std::any_of(t.steps.begin(), t.steps.end(),
                     [](const step& s) { return s.kind == step_kind::await_cancel; });
}

std::size_t count_plans(bool (*counts)(const plan&)) {
  std::size_t count = 0;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) count += counts(generate(seed, everything())) ? 1 : 0;
  return count;
}

TEST(generate, makes_groups_that_fail_beside_groups_that_are_cancelled) {
  const auto beside = [](const plan& p) {
    for (const task& failed : p.tasks)
      for (const task& waits : p.tasks)
        if (failed.group > 0 && fails(failed.end) && !awaits(failed) && waits.group > 0 && awaits(waits) &&
            waits.group != failed.group)
          return true;
    return false;
  };
  EXPECT_GT(count_plans(beside), 5u);
}

TEST(generate, makes_tasks_that_wait_for_a_cancellation_after_a_wait_that_gave_up) {
  const auto after = [](const plan& p) {
    return std::any_of(p.tasks.begin(), p.tasks.end(), awaits) &&
           std::any_of(p.driver.begin(), p.driver.end(),
                       [](const driver_step& s) { return s.kind == driver_kind::wait_for; });
  };
  EXPECT_GT(count_plans(after), 5u);
}

/// Whether tasks and the driver submit under a limit, are held back where they have a permit, and stay long.
bool submits_come_together(const plan& p) {
  const auto lasts = [](const task& task) {
    return !task.steps.empty() && task.steps.back().kind == step_kind::delay;
  };
  const auto submitter = [](const task& task) {
    return std::any_of(task.steps.begin(), task.steps.end(), [](const step& s) { return submits(s); });
  };
  const auto held_back = [](const delay& d) { return d.at == injection_point::submitted && d.task == -1; };
  return p.limit > 1u && std::any_of(p.tasks.begin(), p.tasks.end(), submitter) &&
         std::count_if(p.tasks.begin(), p.tasks.end(), lasts) > 2 &&
         std::any_of(p.delays.begin(), p.delays.end(), held_back);
}

TEST(generate, some_plans_let_submits_come_together_under_a_limit) {
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed)
    found += submits_come_together(generate(seed, everything())) ? 1 : 0;
  EXPECT_GT(found, 10u);
}

TEST(shrink, every_candidate_is_possible_and_differs) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const plan made = generate(seed, everything());
    for (const plan& candidate : simpler(made, everything())) {
      EXPECT_EQ(why_impossible(candidate, everything()), std::nullopt) << candidate;
      EXPECT_NE(candidate, made);
    }
  }
}

TEST(shrink, ends_at_a_plan_with_one_failing_task) {
  const auto fails = [](const plan& p) {
    return std::any_of(p.tasks.begin(), p.tasks.end(), [](const task& t) { return t.end != ending::ok; });
  };
  plan smallest = generate(7, everything());
  for (std::uint64_t seed = 8; !fails(smallest); ++seed) smallest = generate(seed, everything());
  for (bool improved = true; improved;) {
    improved = false;
    for (const plan& candidate : simpler(smallest, everything()))
      if (fails(candidate)) {
        smallest = candidate;
        improved = true;
        break;
      }
  }
  EXPECT_EQ(smallest.tasks.size(), 1u) << smallest;
  EXPECT_EQ(smallest.driver.size(), 1u) << smallest;  // submitted, and joined by the destructor
  EXPECT_TRUE(smallest.delays.empty()) << smallest;
}

TEST(possible, a_wait_for_cancellation_that_nobody_causes_is_impossible) {
  plan p;
  p.context = true;
  p.tasks = {{0, {{step_kind::await_cancel, 0}}, ending::ok, error_shape::leaf}};
  p.driver = {{driver_kind::submit, 0}, {driver_kind::wait, 1}};
  ASSERT_TRUE(why_impossible(p, everything()));
  EXPECT_NE(why_impossible(p, everything())->find("driver[1] would block"), std::string::npos);
  p.tasks.push_back({0, {}, ending::fail, error_shape::leaf});
  p.driver.insert(p.driver.begin() + 1, {driver_kind::submit, 1});
  EXPECT_EQ(why_impossible(p, everything()), std::nullopt);
}

TEST(possible, a_meeting_with_a_task_whose_submit_may_fail_is_impossible) {
  plan p;
  p.tasks = {{0, {{step_kind::rendezvous, 0}}, ending::ok, error_shape::leaf},
             {0, {{step_kind::rendezvous, 0}}, ending::ok, error_shape::leaf}};
  p.driver = {{driver_kind::submit, 0}, {driver_kind::submit, 1}, {driver_kind::wait, 1}};
  EXPECT_EQ(why_impossible(p, everything()), std::nullopt);
  p.faults.allocation_fails_at = 3;
  EXPECT_TRUE(why_impossible(p, everything()));
  for (auto& task : p.tasks) task.steps.clear();
  EXPECT_EQ(why_impossible(p, everything()), std::nullopt);
  p.faults.thread_create_fails_at = 1;
  EXPECT_NE(why_impossible(p, everything()).value().find("drop one of the two"), std::string::npos);
}

TEST(possible, a_limit_can_be_set_after_a_try_that_limit_zero_rejected) {
  plan p;
  p.context = true;
  p.tasks.resize(2);
  p.limit = 0;
  p.driver = {{driver_kind::try_submit, 0},
              {driver_kind::set_limit, 1},
              {driver_kind::submit, 1},
              {driver_kind::wait, 1}};
  EXPECT_EQ(why_impossible(p, everything()), std::nullopt);
  p.limit = 1;  // the task may be active when the limit is set: nobody may rely on either
  p.driver[1].value = 0;
  EXPECT_TRUE(why_impossible(p, everything()));
}

/// A program with two tasks, which may open groups of any size.
capabilities two_tasks() {
  capabilities can;
  can.context = can.cause = can.parent = can.nesting = can.error_trees = true;
  can.repeat_wait = can.reuse = can.starts_on_submit = can.thread_per_task = false;
  can.max_tasks = 2;
  return can;
}

TEST(possible, a_bound_on_tasks_is_one_on_the_outermost_group) {
  plan p;
  p.context = true;
  p.tasks.resize(4);
  p.tasks[0].steps = {{step_kind::nest, 1}};
  for (std::size_t inner : {1, 2, 3}) p.tasks[inner].group = 1;
  p.driver = {{driver_kind::submit, 0}, {driver_kind::wait, 1}};
  EXPECT_EQ(why_impossible(p, two_tasks()), std::nullopt);
  for (auto& task : p.tasks) task = {};
  p.driver = {{driver_kind::submit, 0},
              {driver_kind::submit, 1},
              {driver_kind::submit, 2},
              {driver_kind::submit, 3},
              {driver_kind::wait, 1}};
  EXPECT_NE(why_impossible(p, two_tasks()).value().find("the subject takes 2"), std::string::npos);
}

TEST(possible, a_fault_in_a_submit_is_not_for_a_subject_that_submits_itself) {
  EXPECT_TRUE(why_never({0, 1, 0, 0}, two_tasks()));
  EXPECT_TRUE(why_never({1, 0, 0, 0}, two_tasks()));
  EXPECT_TRUE(why_never({0, 0, 1, 0}, two_tasks()));
  EXPECT_FALSE(why_never({0, 0, 0, 1}, two_tasks()));
  EXPECT_FALSE(why_never({0, 1, 0, 0}, everything()));
}

/// How many of 2000 plans are so.
template <class Predicate>
std::size_t plans_that(const capabilities& can, Predicate predicate) {
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) found += predicate(generate(seed, can)) ? 1 : 0;
  return found;
}

TEST(generate, gives_every_subject_plans_with_what_only_it_can_show) {
  const auto nests = [](const plan& p) {
    return std::any_of(p.tasks.begin(), p.tasks.end(), [](const task& t) { return t.group != 0; });
  };
  const auto closed = [](const plan& p) {
    const auto& d = p.driver;
    return p.limit == 0u || std::any_of(d.begin(), d.end(), [](const driver_step& step) {
             return step.kind == driver_kind::set_limit && step.value == 0;
           });
  };
  const auto submit_fails = [](const plan& p) {
    return p.faults.allocation_fails_at + p.faults.thread_create_fails_at + p.faults.move_fails_at > 0;
  };
  auto pool = collect_all();
  pool.thread_per_task = false;
  EXPECT_GT(plans_that(two_tasks(), nests), 150u);
  EXPECT_GT(plans_that(everything(), closed), 50u);
  EXPECT_GT(plans_that(pool, submit_fails), 150u);
  EXPECT_EQ(plans_that(two_tasks(), submit_fails), 0u);
}

plan submits_of(std::uint32_t tasks) {
  plan p;
  p.tasks.resize(tasks);
  for (std::uint32_t t = 0; t < tasks; ++t) p.driver.push_back({driver_kind::submit, t});
  p.driver.push_back({driver_kind::wait, 1});
  return p;
}

TEST(generate, seldom_throws_where_that_ends_the_process) {
  auto can = everything();
  can.ends_on_exception = true;
  std::uint32_t failing = 0, throwing = 0, hostile = 0, exiting = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed)
    for (const task& task : generate(seed, can).tasks) {
      failing += fails(task.end) ? 1 : 0;
      throwing += task.end == ending::raise ? 1 : 0;
      hostile += task.end == ending::raise_hostile ? 1 : 0;
      exiting += task.end == ending::exit ? 1 : 0;
    }
  EXPECT_GT(throwing, 20u);
  EXPECT_GT(exiting, 20u);
  EXPECT_LT(throwing, failing / 25);
  EXPECT_EQ(hostile, 0u);
}

TEST(every_fault, is_each_of_each_kind_once_and_alone) {
  const auto found = every_fault(submits_of(2), {2, 3, 1}, everything());
  const std::vector<faults> expected{{1, 0, 0, 0}, {2, 0, 0, 0}, {0, 1, 0, 0},
                                     {0, 2, 0, 0}, {0, 3, 0, 0}, {0, 0, 1, 0}};
  EXPECT_EQ(found.possible, expected);
  EXPECT_EQ(found.impossible, 0u);
}

TEST(every_fault, takes_the_place_of_those_that_the_plan_has) {
  auto p = submits_of(1);
  p.faults = {1, 0, 0, 2};
  EXPECT_EQ(every_fault(p, {0, 1, 0}, everything()).possible, (std::vector<faults>{{0, 1, 0, 0}}));
}

TEST(every_fault, counts_those_that_no_right_subject_could_run_with) {
  auto p = submits_of(2);
  for (auto& task : p.tasks) task.steps = {{step_kind::rendezvous, 0}};
  const auto found = every_fault(p, {2, 3, 1}, everything());
  EXPECT_TRUE(found.possible.empty());
  EXPECT_EQ(found.impossible, 6u);
}

TEST(every_fault, that_no_plan_for_the_subject_can_have_is_not_counted) {
  auto pool = everything();
  pool.thread_per_task = false;
  const auto found = every_fault(submits_of(2), {2, 3, 1}, pool);
  EXPECT_EQ(found.possible.size(), 3u);
  EXPECT_EQ(found.impossible, 0u);
}

TEST(every_fault, of_generated_plans_is_possible) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    plan made = generate(seed, everything());
    const auto found = every_fault(made, {3, 3, 3}, everything());
    EXPECT_EQ(found.possible.size() + found.impossible, 9u);
    for (const auto& single : found.possible) {
      made.faults = single;
      EXPECT_EQ(why_impossible(made, everything()), std::nullopt) << made;
    }
  }
}

TEST(every_fault, is_at_most_that_of_some_schedule) {
  EXPECT_EQ(most_of({1, 5, 2}, {3, 4, 2}), (fault_opportunities{3, 5, 2}));
}

TEST(faults, survive_json) {
  for (const auto& f : {faults{}, faults{1, 0, 0, 0}, faults{0, 2, 3, 4}})
    EXPECT_EQ(read_faults_of_plan(json_reader(to_json(f), "faults")), f);
  EXPECT_EQ(to_json(faults{}), nlohmann::json::object());
}

TEST(shrink, brings_a_late_fault_down_in_few_steps) {
  plan late = submits_of(4);
  late.faults.allocation_fails_at = 40;
  std::size_t rounds = 0;
  for (bool improved = true; improved; ++rounds) {
    improved = false;
    for (const plan& candidate : simpler(late, everything()))
      if (candidate.tasks.size() == 4 && candidate.faults.allocation_fails_at >= 13) {
        late = candidate;
        improved = true;
        break;
      }
  }
  EXPECT_EQ(late.faults.allocation_fails_at, 13u);
  EXPECT_LT(rounds, 12u);
}

TEST(read_plan, names_the_field_and_the_cure) {
  EXPECT_NE(problem_of(R"({"version":1,"tusks":[]})").find("tusks"), std::string::npos);
  EXPECT_NE(problem_of(R"({"version":"one"})").find("version"), std::string::npos);
  EXPECT_NE(problem_of(R"({"version":1,"limit":"four","driver":[]})").find("limit"), std::string::npos);
  EXPECT_NE(problem_of(R"({"version":99})").find("version"), std::string::npos);
}

}  // namespace
}  // namespace gauntlet::plan
