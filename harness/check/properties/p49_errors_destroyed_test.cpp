#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p49_errors_destroyed, no_error_exists_after_the_group_is_destroyed) {
  auto h = of(1).start(0).fail(0).wait({0}).group_gone();
  EXPECT_EXERCISED("P49", fail_fast(1), h);
  h.raw().left.errors = 1;
  EXPECT_REJECTED("P49", fail_fast(1), h);
  h.raw().left.errors = 0;
  h.raw().left.payloads = 1;
  EXPECT_REJECTED("P49", fail_fast(1), h);
}

TEST(p49_errors_destroyed, a_case_that_hangs_is_not_judged) {
  auto h = of(1).start(0).fail(0).wait_begin().hangs();
  h.raw().left.errors = 1;
  EXPECT_UNEXERCISED("P49", fail_fast(1), h);
}

}  // namespace
}  // namespace gauntlet::check
