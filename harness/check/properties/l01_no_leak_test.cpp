#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(l01_no_leak, a_case_leaves_no_callable_thread_or_file_behind) {
  const auto clean = of(1).start(0).ok(0).dispose(0).wait().group_gone();
  EXPECT_EXERCISED("L01", fail_fast(1), clean);
  for (auto what : {&history::object_counts::callables, &history::object_counts::threads,
                    &history::object_counts::files}) {
    auto left = clean;
    left.raw().left.*what = 1;
    EXPECT_REJECTED("L01", fail_fast(1), left);
  }
}

TEST(l01_no_leak, leaves_error_objects_to_p49) {
  auto h = of(1).start(0).fail(0).dispose(0).wait({0}).group_gone();
  h.raw().left.errors = 1;
  EXPECT_EXERCISED("L01", fail_fast(1), h);
}

TEST(l01_no_leak, a_thread_that_never_ends_is_a_leak) {
  EXPECT_HANG("L01", fail_fast(1), of(1).start(0).fail(0).wait({0}).parent_state(false));
  EXPECT_HANG("L01", fail_fast(1), of(1).start(0).ok(0).wait().group_gone());
}

}  // namespace
}  // namespace gauntlet::check
