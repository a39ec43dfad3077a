#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder searched(std::uint32_t wrong) {
  return of(1).start(0).fail(0).wait({0}).at(0, kind::tree_checked, history::none, wrong == 0 ? 1 : 0, wrong);
}

TEST(p44_error_search, a_search_finds_every_error_of_the_tree_and_nothing_else) {
  EXPECT_EXERCISED("P44", fail_fast(1), searched(0));
  for (std::uint32_t wrong = 1; wrong <= 5; ++wrong) EXPECT_REJECTED("P44", fail_fast(1), searched(wrong));
}

TEST(p44_error_search, says_which_search_went_wrong) {
  EXPECT_EQ(sentence_of("P44", fail_fast(1), searched(2)),
            "in the error that wait returned, 'as' does not give the first error in pre-order");
}

TEST(p44_error_search, a_result_that_was_not_searched_proves_nothing) {
  EXPECT_UNEXERCISED("P44", fail_fast(1), of(1).start(0).fail(0).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
