#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder first_an_error_then_an_exception(const std::vector<std::uint32_t>& returned) {
  return of(2).start(0).start(1).fail(0).look(0, true, 0).raise(1).wait(returned);
}

TEST(p52_errors_and_exceptions, an_exception_does_not_hide_the_first_error) {
  EXPECT_EXERCISED("P52", fail_fast(2), first_an_error_then_an_exception({0}));
  EXPECT_REJECTED("P52", fail_fast(2), first_an_error_then_an_exception({1}));
}

TEST(p52_errors_and_exceptions, an_error_does_not_hide_the_first_exception) {
  EXPECT_REJECTED("P52", fail_fast(2), of(2).start(0).start(1).raise(0).look(0, true, 0).fail(1).wait({1}));
}

TEST(p52_errors_and_exceptions, either_is_legal_if_the_order_is_unknown) {
  EXPECT_UNEXERCISED("P52", fail_fast(2), of(2).start(0).start(1).fail(0).raise(1).wait({1}));
}

TEST(p52_errors_and_exceptions, collect_all_returns_both) {
  EXPECT_EXERCISED("P52", collect_all(2), first_an_error_then_an_exception({0, 1}));
  EXPECT_REJECTED("P52", collect_all(2), first_an_error_then_an_exception({1}));
  EXPECT_REJECTED("P52", collect_all(2), first_an_error_then_an_exception({0}));
}

}  // namespace
}  // namespace gauntlet::check
