#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p46_exception_is_error, wait_returns_the_exception_of_a_task) {
  EXPECT_EXERCISED("P46", fail_fast(1), of(1).start(0).raise(0).wait({0}));
  EXPECT_REJECTED("P46", fail_fast(1), of(1).start(0).raise(0).wait());
}

TEST(p46_exception_is_error, next_to_a_returned_error_either_may_be_the_result) {
  EXPECT_UNEXERCISED("P46", fail_fast(2), of(2).start(0).start(1).fail(0).raise(1).wait({0}));
}

TEST(p46_exception_is_error, does_not_apply_if_an_exception_ends_the_process) {
  auto can = fail_fast(1).can;
  EXPECT_EQ(property_named("P46")->not_applicable(can), "");
  can.ends_on_exception = true;
  EXPECT_NE(property_named("P46")->not_applicable(can), "");
}

}  // namespace
}  // namespace gauntlet::check
