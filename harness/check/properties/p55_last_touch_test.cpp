#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p55_last_touch, nothing_happens_after_the_group_is_destroyed) {
  EXPECT_EXERCISED("P55", fail_fast(1), of(1).start(0).ok(0).dispose(0).wait().group_gone());
  EXPECT_REJECTED("P55", fail_fast(1), of(1).start(0).wait().group_gone().ok(0));
  EXPECT_REJECTED("P55", fail_fast(1), of(1).submit(0).wait().group_gone().begin(0).ok(0));
  EXPECT_REJECTED("P55", fail_fast(1), of(1).start(0).ok(0).wait().group_gone().dispose(0));
}

TEST(p55_last_touch, no_thread_is_inside_the_code_of_a_destroyed_group) {
  auto h = of(1).start(0).ok(0).wait().group_gone();
  h.raw().late_touches = 1;
  EXPECT_REJECTED("P55", fail_fast(1), h);
}

TEST(p55_last_touch, a_difference_below_the_clock_error_is_no_proof) {
  EXPECT_EXERCISED("P55", fail_fast(1), of(1).start(0).wait().group_gone().same_time().ok(0));
}

}  // namespace
}  // namespace gauntlet::check
