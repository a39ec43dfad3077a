#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p48_abnormal_exit, a_task_whose_thread_exits_has_failed) {
  EXPECT_EXERCISED("P48", fail_fast(1), of(1).start(0).exit(0).wait({history::id_abandoned}));
  EXPECT_REJECTED("P48", fail_fast(1), of(1).start(0).exit(0).wait());
}

TEST(p48_abnormal_exit, the_exit_counts_as_the_end_of_the_task) {
  EXPECT_HANG("P48", fail_fast(1), of(1).start(0).exit(0).wait_begin());
}

TEST(p48_abnormal_exit, leaves_an_exit_after_wait_to_p01) {
  EXPECT_EXERCISED("P48", fail_fast(1), of(1).start(0).wait().exit(0));
}

}  // namespace
}  // namespace gauntlet::check
