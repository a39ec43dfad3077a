#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p38_wait_twice, a_second_wait_returns_the_same_result) {
  EXPECT_EXERCISED("P38", fail_fast(1), of(1).start(0).fail(0).wait({0}).wait({0}));
  EXPECT_REJECTED("P38", fail_fast(1), of(1).start(0).fail(0).wait({0}).wait());
  EXPECT_REJECTED("P38", fail_fast(1), of(1).start(0).ok(0).wait().wait({0}));
}

TEST(p38_wait_twice, a_second_wait_returns) {
  EXPECT_HANG("P38", fail_fast(1), of(1).start(0).ok(0).wait().wait_begin());
}

TEST(p38_wait_twice, the_result_may_differ_after_another_submission) {
  EXPECT_ACCEPTED("P38", fail_fast(2), of(2).start(0).ok(0).wait().start(1).fail(1).wait({1}));
}

}  // namespace
}  // namespace gauntlet::check
