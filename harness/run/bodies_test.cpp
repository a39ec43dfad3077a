#include "harness/run/bodies.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "harness/run/subject_fixture.hpp"
#include "harness/schedule/injection.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using plan::step_kind;
using kinds = std::vector<event_kind>;

/// A cancelled context. A group nested in it runs each task inside its submit, and its wait reports the error
/// of task 1.
class nesting_context : public cancellation {
 public:
  observation now() override { return {true, history::id_parent}; }
  observation wait() override { return {true, history::id_parent}; }
  std::unique_ptr<subject> nest(const setup& how) override {
    class inner final : public runs_inline {
     public:
      void wait(result& out) override { out.add(1, history::leaf_state::intact); }
    };
    tasks = how.tasks;
    return std::make_unique<inner>();
  }
  std::uint32_t tasks = 0;
};

/// The bodies of a case whose task 0 has these steps.
struct begun_bodies : begun_case {
  explicit begun_bodies(std::vector<plan::step> steps, plan::plan of = submits_of(2))
      : begun_case(with(std::move(of), std::move(steps)), info<does_nothing>()), all(parts) {
    all.begin();
    parts.contexts.begin(group);
  }
  static plan::plan with(plan::plan of, std::vector<plan::step> steps) {
    of.tasks[0].steps = std::move(steps);
    return of;
  }
  task_end run() { return all.run_task(0, group, context); }

  does_nothing group;
  nesting_context context;
  bodies all;
};

TEST(bodies, record_begin_and_end_and_write_the_payload) {
  begun_bodies c({});
  c.run();
  EXPECT_EQ(c.kinds_of(1), (kinds{event_kind::body_begin, event_kind::parcel_read, event_kind::body_end}));
  EXPECT_TRUE(c.parts.current.payloads.read(0));
  EXPECT_EQ(schedule::current_task(), 0);
  schedule::set_current_task(-1);
}

TEST(bodies, run_at_most_once_in_a_case) {
  begun_bodies c({});
  c.run();
  c.run();
  EXPECT_EQ(c.kinds_of(1).size(), 3u);
  EXPECT_EQ(c.parts.current.recorder.snapshot().late_runs, 1u);
  c.all.begin();
  c.run();
  EXPECT_EQ(c.kinds_of(1).size(), 6u);
}

TEST(bodies, execute_every_step_in_order) {
  begun_bodies c({{step_kind::delay, 1},
                  {step_kind::spin, 10},
                  {step_kind::yield, 0},
                  {step_kind::check, 0},
                  {step_kind::await_cancel, 0},
                  {step_kind::rendezvous, 0},
                  {step_kind::gate, 2},
                  {step_kind::submit, 1},
                  {step_kind::cancel_parent, 0}});
  c.parts.blocking_points.open(2);
  c.run();
  const kinds expected{event_kind::body_begin,   event_kind::parcel_read,  event_kind::check_begin,
                       event_kind::check_end,    event_kind::await_begin,  event_kind::await_end,
                       event_kind::meet_begin,   event_kind::meet_end,     event_kind::gate_begin,
                       event_kind::gate_end,     event_kind::submit_begin, event_kind::submit_end,
                       event_kind::cancel_begin, event_kind::cancel_end,   event_kind::body_end};
  EXPECT_EQ(c.kinds_of(1), expected);
}

TEST(bodies, drop_their_callback_no_later_than_their_end) {
  class with_callbacks : public nesting_context {
   public:
    std::unique_ptr<registration> on_cancel(callback&) override { return std::make_unique<registration>(); }
  } context;
  for (const bool early : {false, true}) {
    std::vector<plan::step> steps{{step_kind::callback, 0}};
    if (early) steps.push_back({step_kind::drop_callback, 0});
    begun_bodies c(steps);
    c.all.run_task(0, c.group, context);
    const auto all = c.kinds_of(1);
    EXPECT_EQ(std::count(all.begin(), all.end(), event_kind::callback_drop_end), 1);
  }
}

TEST(bodies, submit_the_tasks_of_a_nested_group_and_forward_its_error) {
  plan::plan p = submits_of(3);
  p.tasks[1].group = p.tasks[2].group = 1;
  p.tasks[1].steps = {{step_kind::submit, 2}};
  begun_bodies c({{step_kind::nest, 1}}, p);
  const auto end = c.run();
  EXPECT_EQ(c.context.tasks, 2u);
  EXPECT_EQ(end.what, task_end::kind::forward);
  EXPECT_EQ(end.id, 1u);
  EXPECT_TRUE(end.inner);
  EXPECT_EQ(c.host.ran, std::vector<std::uint32_t>{1}) << "task 1 submits task 2, so the nest step must not";
  const auto all = c.kinds_of(1);
  EXPECT_EQ(all[2], event_kind::nest_begin);
  EXPECT_EQ(all[all.size() - 2], event_kind::nest_end);
}

TEST(bodies, record_destroyed_callables) {
  begun_bodies c({});
  c.all.callable_gone(1);
  const auto unowned = c.parts.current.recorder.snapshot().unowned;
  ASSERT_EQ(unowned.size(), 1u);
  EXPECT_EQ(unowned[0].kind, event_kind::callable_gone);
  EXPECT_EQ(unowned[0].task, 1u);
}

}  // namespace
}  // namespace gauntlet::run
