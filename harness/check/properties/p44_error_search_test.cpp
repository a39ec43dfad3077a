#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder searched(std::uint32_t failed_search) {
  return of(1).start(0).fail(0).wait({0}).at(0, kind::tree_checked, history::none, failed_search == 0 ? 1 : 0,
                                             failed_search);
}

TEST(p44_error_search, a_search_finds_every_error_of_the_tree_and_nothing_else) {
  EXPECT_EXERCISED("P44", fail_fast(1), searched(0));
  for (std::uint32_t failed_search = 1; failed_search <= 5; ++failed_search)
    EXPECT_REJECTED("P44", fail_fast(1), searched(failed_search));
}

TEST(p44_error_search, explains_which_search_failed) {
  EXPECT_EQ(sentence_of("P44", fail_fast(1), searched(2)),
            "The error that wait() returned is not a correct error tree: as() did not return the first error "
            "in pre-order.");
}

TEST(p44_error_search, a_result_that_was_not_searched_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P44", fail_fast(1), of(1).start(0).fail(0).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
