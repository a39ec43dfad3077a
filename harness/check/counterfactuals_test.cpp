#include "harness/check/counterfactuals.hpp"

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(counterfactuals, a_submit_that_returns_immediately_has_its_permit_from_its_begin) {
  const viewed of_two(limited(2, 1), of(2)
                                         .start(0)
                                         .at(0, kind::submit_begin, 1)
                                         .look(0, false)
                                         .ok(0)
                                         .at(0, kind::submit_end, 1)
                                         .begin(1)
                                         .ok(1));
  const view& v = of_two.v;
  EXPECT_EQ(certain_holders(v, v.epochs[0], v.tasks[1]), 0u);
  EXPECT_EQ(certain_holders(v, v.epochs[0], admitted_at_once(v.tasks[1])), 1u);
}

TEST(counterfactuals, a_rejected_task_would_hold_a_permit) {
  const viewed of_two(limited(2, 1), of(2).start(0).try_submit(1, submit_result::rejected).ok(0));
  const view& v = of_two.v;
  EXPECT_EQ(certain_holders(v, v.epochs[0], accepted_instead(v.tasks[1])), 1u);
}

TEST(counterfactuals, name_what_a_wait_promises) {
  const viewed first(fail_fast(1), of(1).start(0).ok(0).wait());
  EXPECT_TRUE(promises_a_wait(first.v, "P04"));
  const viewed empty(fail_fast(1), of(1).wait());
  EXPECT_TRUE(promises_a_wait(empty.v, "P37"));
  EXPECT_FALSE(promises_a_wait(empty.v, "P04"));
  const viewed again(fail_fast(1), of(1).start(0).ok(0).wait().wait());
  EXPECT_TRUE(promises_a_wait(again.v, "P38"));
  const viewed exited(fail_fast(1), of(1).start(0).exit(0).wait());
  EXPECT_TRUE(promises_a_wait(exited.v, "P48"));
  const viewed threw(fail_fast(1), of(1).submit(0, submit_result::threw).wait());
  EXPECT_TRUE(promises_a_wait(threw.v, "P53"));
}

TEST(counterfactuals, name_what_a_submit_promises) {
  const viewed unlimited(fail_fast(1), of(1).start(0).ok(0));
  EXPECT_EQ(promise_of_submit(unlimited.v, unlimited.v.tasks[0]), "P04");
  const viewed under_a_limit(limited(1, 1), of(1).start(0).ok(0));
  EXPECT_EQ(promise_of_submit(under_a_limit.v, under_a_limit.v.tasks[0]), "P26");
  const viewed lifted(limited(1, 1), of(1).lift_limit().start(0).ok(0));
  EXPECT_EQ(promise_of_submit(lifted.v, lifted.v.tasks[0]), "P31");
  const viewed inside(fail_fast(2), of(2).start(0).submit_inside(0, 1).begin(1).ok(1).ok(0));
  EXPECT_EQ(promise_of_submit(inside.v, inside.v.tasks[1]), "P34");
  const viewed full(limited(2, 1), of(2).start(0).submit(1));
  EXPECT_EQ(promise_of_submit(full.v, full.v.tasks[1]), "");
}

}  // namespace
}  // namespace gauntlet::check
