#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder two_waits(bool concurrent, const std::vector<std::uint32_t>& second) {
  auto h = of(1).start(0).fail(0).wait_begin();
  if (concurrent) h.wait_begin(2);
  h.wait_end({0});
  if (!concurrent) h.wait_begin(2);
  return h.wait_end(second, 2);
}

TEST(p39_concurrent_waits, concurrent_waits_return_the_same_result) {
  EXPECT_EXERCISED("P39", fail_fast(1), two_waits(true, {0}));
  EXPECT_REJECTED("P39", fail_fast(1), two_waits(true, {}));
}

TEST(p39_concurrent_waits, all_concurrent_waits_return) {
  EXPECT_HANG("P39", fail_fast(1), of(1).start(0).ok(0).wait_begin().wait_begin(2).wait_end());
}

TEST(p39_concurrent_waits, leaves_waits_one_after_the_other_to_p38) {
  EXPECT_ACCEPTED("P39", fail_fast(1), two_waits(false, {}));
}

TEST(p39_concurrent_waits, waits_that_join_different_tasks_may_differ) {
  EXPECT_ACCEPTED("P39", fail_fast(1),
                  of(1).wait_beside().start(0).fail(0).wait_begin().wait_end({0}).wait_end({}, 5));
}

}  // namespace
}  // namespace gauntlet::check
