#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p12_nil_error, an_error_of_nothing_is_a_success) {
  const auto nil = ending_as(plan::ending::nil);
  EXPECT_EXERCISED("P12", nil, of(1).start(0).ok(0).wait());
  for (const std::uint32_t error : {history::id_unknown, history::id_of_nil, 0u})
    EXPECT_REJECTED("P12", nil, of(1).start(0).ok(0).wait({error}));
}

TEST(p12_nil_error, beside_a_failure_only_that_is_told) {
  auto s = collect_all(2);
  s.can.error_trees = true;
  s.plan.tasks[0].end = plan::ending::nil;
  const auto told = [](const std::vector<std::uint32_t>& errors) {
    return of(2).start(0).ok(0).start(1).fail(1).wait(errors);
  };
  EXPECT_EXERCISED("P12", s, told({1}));
  EXPECT_REJECTED("P12", s, told({history::id_of_nil, 1}));
}

TEST(p12_nil_error, where_a_task_returned_none_at_all_it_is_p10s) {
  EXPECT_UNEXERCISED("P12", ending_as(plan::ending::ok), of(1).start(0).ok(0).wait({history::id_unknown}));
}

TEST(p12_nil_error, says_how_a_success_became_a_failure) {
  EXPECT_EQ(sentence_of("P12", ending_as(plan::ending::nil), of(1).start(0).ok(0).wait({history::id_of_nil})),
            "wait returned an error where a task had succeeded: a nil error was wrapped, or a typed nil pointer was "
            "returned, which turned a success into a failure");
}

}  // namespace
}  // namespace gauntlet::check
