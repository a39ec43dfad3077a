#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p45_no_short_circuit, a_failure_does_not_abandon_or_skip_another_task) {
  EXPECT_EXERCISED("P45", collect_all(2), of(2).start(0).start(1).fail(0).ok(1).wait({0}));
  EXPECT_REJECTED("P45", collect_all(2), of(2).start(0).start(1).fail(0).wait({0}).ok(1));
  EXPECT_REJECTED("P45", collect_all(2), of(2).start(0).submit(1).fail(0).wait({0}));
}

TEST(p45_no_short_circuit, leaves_a_group_without_a_failure_to_p01) {
  EXPECT_UNEXERCISED("P45", collect_all(2), of(2).start(0).start(1).ok(0).wait().ok(1));
}

}  // namespace
}  // namespace gauntlet::check
