#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder two_rounds(const std::vector<std::uint32_t>& first,
                           const std::vector<std::uint32_t>& second) {
  return of(2).start(0).fail(0).wait(first).start(1).fail(1).wait(second);
}

TEST(p11_write_once, all_waits_that_return_an_error_return_the_same) {
  EXPECT_EXERCISED("P11", fail_fast(2), two_rounds({0}, {0}));
  EXPECT_REJECTED("P11", fail_fast(2), two_rounds({0}, {1}));
}

TEST(p11_write_once, two_concurrent_waits_return_the_same_error) {
  const auto two_concurrent_waits = [](std::uint32_t other) {
    return of(2).start(0).start(1).fail(0).fail(1).wait_begin().wait_begin(3).wait_end({0}).wait_end({other},
                                                                                                     3);
  };
  EXPECT_EXERCISED("P11", fail_fast(2), two_concurrent_waits(0));
  EXPECT_REJECTED("P11", fail_fast(2), two_concurrent_waits(1));
}

TEST(p11_write_once, leaves_a_wait_without_an_error_to_p09_and_p40) {
  EXPECT_UNEXERCISED("P11", fail_fast(2), two_rounds({0}, {}));
  EXPECT_UNEXERCISED("P11", fail_fast(2), of(2).start(0).ok(0).wait().start(1).fail(1).wait({1}));
}

}  // namespace
}  // namespace gauntlet::check
