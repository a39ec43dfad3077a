#include "harness/check/linearizability.hpp"

#include "harness/check/situations.hpp"

// Tests of the search with histories whose verdict follows from SEMANTICS.md.
namespace gauntlet::check {
namespace {

bool is_linearizable(const situation& s, const history_builder& h) {
  return linearizable(view(s.plan, s.can, h.raw()));
}

TEST(linearizability, accepts_the_error_of_a_task_whose_body_ended_second) {
  auto h = of(2);
  h.submit(0).submit(1).begin(0).begin(1).fail(0).fail(1).dispose(0).dispose(1).wait({1});
  EXPECT_TRUE(is_linearizable(fail_fast(2), h));  // task 0 was preempted before it recorded its error
}

TEST(linearizability, rejects_a_second_error_after_the_first_was_observed_as_the_cause) {
  auto h = of(2);
  h.submit(0).submit(1).begin(0).begin(1).fail(0).look(2, true, 0).fail(1).dispose(0).dispose(1).wait({1});
  EXPECT_FALSE(is_linearizable(fail_fast(2), h));
}

TEST(linearizability, rejects_a_second_error_if_the_group_was_quiescent_after_the_first) {
  const auto returns = [](std::uint32_t error) {
    auto h = of(2);
    h.submit(0).submit(1).begin(0).begin(1).fail(0).dispose(0).quiescent(2).fail(1).dispose(1).wait({error});
    return h;
  };
  EXPECT_TRUE(is_linearizable(fail_fast(2), returns(0)));
  EXPECT_FALSE(is_linearizable(fail_fast(2), returns(1)));
}

TEST(linearizability, rejects_a_lost_error_and_a_phantom_error) {
  auto lost = of(1);
  lost.submit(0).begin(0).fail(0).dispose(0).wait();
  EXPECT_FALSE(is_linearizable(fail_fast(1), lost));
  auto phantom = of(1);
  phantom.submit(0).begin(0).ok(0).dispose(0).wait({0});
  EXPECT_FALSE(is_linearizable(fail_fast(1), phantom));
}

TEST(linearizability, rejects_a_wait_that_returns_while_a_task_runs) {
  auto h = of(1);
  h.submit(0).begin(0).wait().ok(0).dispose(0);
  EXPECT_FALSE(is_linearizable(fail_fast(1), h));
}

TEST(linearizability, rejects_two_tasks_at_once_under_limit_one) {
  auto over = of(2);
  over.submit(0).begin(0).submit(1).begin(1).ok(0).ok(1).dispose(0).dispose(1).wait();
  EXPECT_FALSE(is_linearizable(limited(2, 1), over));
  auto within = of(2);
  within.submit(0).begin(0).ok(0).dispose(0).submit(1).begin(1).ok(1).dispose(1).wait();
  EXPECT_TRUE(is_linearizable(limited(2, 1), within));
}

TEST(linearizability, requires_all_errors_in_index_order) {
  auto swapped = of(2);
  swapped.submit(0).submit(1).begin(0).begin(1).fail(1).fail(0).dispose(0).dispose(1).wait({1, 0});
  EXPECT_FALSE(is_linearizable(collect_all(2), swapped));
  auto ordered = of(2);
  ordered.submit(0).submit(1).begin(0).begin(1).fail(1).fail(0).dispose(0).dispose(1).wait({0, 1});
  EXPECT_TRUE(is_linearizable(collect_all(2), ordered));
}

TEST(linearizability, throws_if_the_history_is_too_long) {
  auto h = of(40);
  for (std::uint32_t t = 0; t < 40; ++t) h.submit(t).begin(t).ok(t).dispose(t);
  const auto s = fail_fast(40);
  EXPECT_THROW((void)is_linearizable(s, h), history_too_long);
}

}  // namespace
}  // namespace gauntlet::check
