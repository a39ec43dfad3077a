#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

situation that_joins_threads() {
  auto s = fail_fast(1);
  s.can.joins_threads = true;
  return s;
}

TEST(p57_thread_locals, thread_locals_are_destroyed_once_before_wait_returns) {
  EXPECT_EXERCISED("P57", that_joins_threads(), of(1).start(0).ok(0).unowned(kind::locals_gone, 0).wait());
  EXPECT_REJECTED("P57", that_joins_threads(), of(1).start(0).ok(0).wait().unowned(kind::locals_gone, 0));
  EXPECT_REJECTED("P57", that_joins_threads(), of(1).start(0).ok(0).wait());
  EXPECT_REJECTED("P57", that_joins_threads(),
                  of(1).start(0).ok(0).unowned(kind::locals_gone, 0).unowned(kind::locals_gone, 0).wait());
}

TEST(p57_thread_locals, does_not_apply_to_threads_that_outlive_wait) {
  EXPECT_NE(property_named("P57")->not_applicable(fail_fast(1).can), "");
}

}  // namespace
}  // namespace gauntlet::check
