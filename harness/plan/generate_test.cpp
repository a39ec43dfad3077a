#include "harness/plan/generate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/plan/plan_fixture.hpp"
#include "harness/plan/plan_json.hpp"

namespace gauntlet::plan {
namespace {

/// Returns a hash (FNV-1a by Fowler, Noll and Vo) of the plans of 40 seeds, as JSON.
std::uint64_t fingerprint_of_plans(const capabilities& can, std::uint32_t size) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (std::uint64_t seed = 0; seed < 40; ++seed)
    for (const char byte : to_json(generate(seed, can, size)).dump())
      hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
  return hash;
}

// If the generator changes, every stored seed gets another plan. This test makes the change visible.
TEST(generate, returns_the_stored_plans) {
  EXPECT_EQ(fingerprint_of_plans(all_capabilities(), 100), 9995853616515433046u);
  EXPECT_EQ(fingerprint_of_plans(all_capabilities(), 20), 13625110150189817242u);
  EXPECT_EQ(fingerprint_of_plans(collect_all_capabilities(), 100), 12236021041518573702u);
  EXPECT_EQ(fingerprint_of_plans(two_task_program(), 100), 13629650526055748483u);
}

TEST(generate, every_plan_is_possible) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed)
    for (const auto& can : {all_capabilities(), collect_all_capabilities()}) {
      const plan made = generate(seed, can);
      EXPECT_EQ(why_impossible(made, can), std::nullopt) << made;
    }
}

TEST(generate, returns_the_same_plan_for_the_same_seed) {
  for (std::uint64_t seed = 0; seed < 200; ++seed)
    EXPECT_EQ(generate(seed, all_capabilities()), generate(seed, all_capabilities()));
}

TEST(generate, most_plans_are_small_and_some_are_not) {
  std::size_t small = 0, large = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const auto tasks = generate(seed, all_capabilities()).tasks.size();
    small += tasks <= 8 ? 1 : 0;
    large += tasks >= 20 ? 1 : 0;
  }
  EXPECT_GT(small, 1000u);
  EXPECT_GT(large, 20u);
}

TEST(generate, makes_a_failed_nested_group_and_a_cancelled_one_in_the_same_plan) {
  const auto has_both = [](const plan& p) {
    for (const task& failed : p.tasks)
      for (const task& waits : p.tasks)
        if (failed.group > 0 && fails(failed.end) && !has(failed, step_kind::await_cancel) &&
            waits.group > 0 && has(waits, step_kind::await_cancel) && waits.group != failed.group)
          return true;
    return false;
  };
  EXPECT_GT(count_plans(all_capabilities(), has_both), 5u);
}

TEST(generate, makes_tasks_that_wait_for_cancellation_and_a_timed_wait) {
  const auto has_both = [](const plan& p) {
    return has(p, step_kind::await_cancel) && has(p, driver_kind::wait_for);
  };
  EXPECT_GT(count_plans(all_capabilities(), has_both), 5u);
}

/// Returns whether tasks and the driver submit under a limit, their threads are delayed while they hold a
/// permit, and the tasks end with a sleep.
bool submits_contend(const plan& p) {
  const auto ends_with_a_sleep = [](const task& task) {
    return !task.steps.empty() && task.steps.back().kind == step_kind::delay;
  };
  const auto submitter = [](const task& task) {
    return std::any_of(task.steps.begin(), task.steps.end(), [](const step& s) { return submits(s); });
  };
  const auto held_back = [](const delay& d) { return d.at == injection_point::submitted && d.task == -1; };
  return p.limit > 1u && std::any_of(p.tasks.begin(), p.tasks.end(), submitter) &&
         std::count_if(p.tasks.begin(), p.tasks.end(), ends_with_a_sleep) > 2 &&
         std::any_of(p.delays.begin(), p.delays.end(), held_back);
}

TEST(generate, makes_some_plans_in_which_submits_contend_for_the_limit) {
  EXPECT_GT(count_plans(all_capabilities(), submits_contend), 10u);
}

TEST(generate, uses_the_capabilities_of_each_subject) {
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
  auto pool = collect_all_capabilities();
  pool.thread_per_task = false;
  EXPECT_GT(count_plans(two_task_program(), nests), 150u);
  EXPECT_GT(count_plans(all_capabilities(), closed), 50u);
  EXPECT_GT(count_plans(pool, submit_fails), 150u);
  EXPECT_EQ(count_plans(two_task_program(), submit_fails), 0u);
}

TEST(generate, rarely_throws_if_an_exception_ends_the_process) {
  auto can = all_capabilities();
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

}  // namespace
}  // namespace gauntlet::plan
