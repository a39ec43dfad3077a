#include "harness/run/body_end.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "gauntlet/detail/tracked.hpp"
#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using history::outcome;

plan::task task_with_end(plan::ending end) { return {0, {}, end, plan::error_shape::joined}; }

/// Ends the body of task 1 of a case. Propagates what end_body throws.
task_end end_of(begun_case& c, plan::ending end, task_end so_far = {}) {
  return end_body(1, task_with_end(end), std::move(so_far), c.parts.current.recorder);
}

void expect_recorded(const begun_case& c, outcome how, std::uint32_t error) {
  const auto event = c.first(2, event_kind::body_end);
  EXPECT_EQ(event.task, 1u);
  EXPECT_EQ(event.value, static_cast<std::uint32_t>(how));
  EXPECT_EQ(event.extra, error);
}

TEST(body_end, returns_the_end_that_the_program_names) {
  struct {
    plan::ending end;
    task_end::kind what;
    outcome recorded;
    std::uint32_t error;
  } const expected[] = {{plan::ending::ok, task_end::kind::ok, outcome::ok, history::none},
                        {plan::ending::nil, task_end::kind::nil, outcome::ok, history::none},
                        {plan::ending::fail, task_end::kind::fail, outcome::failed, 1}};
  for (const auto& e : expected) {
    begun_case c(submits_of(2), info<does_nothing>());
    const auto end = end_of(c, e.end);
    EXPECT_EQ(end.what, e.what);
    EXPECT_EQ(end.id, 1u);
    EXPECT_EQ(end.shape, plan::error_shape::joined);
    expect_recorded(c, e.recorded, e.error);
  }
}

TEST(body_end, throws_the_failure_that_the_program_names) {
  begun_case c(submits_of(2), info<does_nothing>());
  EXPECT_THROW(end_of(c, plan::ending::raise), raised_failure);
  expect_recorded(c, outcome::raised, 1);
  begun_case hostile(submits_of(2), info<does_nothing>());
  EXPECT_THROW(end_of(hostile, plan::ending::raise_hostile), hostile_failure);
  expect_recorded(hostile, outcome::raised, 1);
}

TEST(body_end, makes_the_thread_exit) {
  begun_case c(submits_of(2), info<does_nothing>());
  bool returned = false;
  std::thread([&] {
    (void)end_of(c, plan::ending::exit);
    returned = true;
  }).join();
  EXPECT_FALSE(returned);
  expect_recorded(c, outcome::exited, history::id_abandoned);
}

TEST(body_end, forwards_the_error_of_a_nested_group_and_ignores_the_program) {
  begun_case c(submits_of(2), info<does_nothing>());
  task_end inner;
  inner.what = task_end::kind::forward;
  inner.id = 5;
  EXPECT_EQ(end_of(c, plan::ending::raise, std::move(inner)).id, 5u);
  expect_recorded(c, outcome::failed, 5);
}

}  // namespace
}  // namespace gauntlet::run
