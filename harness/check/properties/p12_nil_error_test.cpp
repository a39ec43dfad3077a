#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p12_nil_error, a_nil_error_is_a_success) {
  const auto nil = ending_as(plan::ending::nil);
  EXPECT_EXERCISED("P12", nil, of(1).start(0).ok(0).wait());
  for (const std::uint32_t error : {history::id_unknown, history::id_of_nil, 0u})
    EXPECT_REJECTED("P12", nil, of(1).start(0).ok(0).wait({error}));
}

TEST(p12_nil_error, next_to_a_failure_only_the_failure_is_returned) {
  auto s = collect_all(2);
  s.can.error_trees = true;
  s.plan.tasks[0].end = plan::ending::nil;
  const auto returned = [](const std::vector<std::uint32_t>& errors) {
    return of(2).start(0).ok(0).start(1).fail(1).wait(errors);
  };
  EXPECT_EXERCISED("P12", s, returned({1}));
  EXPECT_REJECTED("P12", s, returned({history::id_of_nil, 1}));
}

TEST(p12_nil_error, leaves_an_error_without_a_nil_error_to_p10) {
  EXPECT_UNEXERCISED("P12", ending_as(plan::ending::ok), of(1).start(0).ok(0).wait({history::id_unknown}));
}

TEST(p12_nil_error, explains_a_nil_error) {
  EXPECT_EQ(sentence_of("P12", ending_as(plan::ending::nil), of(1).start(0).ok(0).wait({history::id_of_nil})),
            "wait() returned an error for a task that had succeeded. Wrapping an absent error, or returning "
            "a null pointer as an error, turned a success into a failure.");
}

}  // namespace
}  // namespace gauntlet::check
