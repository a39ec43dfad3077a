#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder both_at_the_rendezvous() {
  return of(2).start(0).start(1).at(1, kind::meet_begin).at(2, kind::meet_begin);
}

TEST(p03_true_concurrency, two_tasks_run_at_the_same_time) {
  const auto both_passed =
      both_at_the_rendezvous().at(1, kind::meet_end).at(2, kind::meet_end).ok(0).ok(1).wait();
  EXPECT_EXERCISED("P03", fail_fast(2), both_passed);
}

TEST(p03_true_concurrency, a_group_that_serialises_its_tasks_hangs_at_a_rendezvous) {
  EXPECT_HANG("P03", fail_fast(2), of(2).submit(0).submit(1).begin(0).at(1, kind::meet_begin).wait_begin());
  EXPECT_HANG("P03", fail_fast(2), of(2).submit(0).submit(1).begin(0).at(1, kind::await_begin).wait_begin());
}

TEST(p03_true_concurrency, under_a_limit_a_hang_at_a_rendezvous_is_reported_as_p26) {
  EXPECT_HANG("P26", limited(2, 2), of(2).submit(0).submit(1).begin(0).at(1, kind::meet_begin).wait_begin());
}

TEST(p03_true_concurrency, one_task_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P03", fail_fast(1), of(1).start(0).at(1, kind::meet_begin).at(1, kind::meet_end).ok(0));
}

}  // namespace
}  // namespace gauntlet::check
