#include "harness/check/hang_causes.hpp"

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

std::vector<std::string> causes(const situation& s, history_builder h) {
  std::vector<std::string> names;
  for (const violation& each : proven_causes_of_hang(view(s.plan, s.can, h.hangs().raw())))
    names.push_back(each.property);
  return names;
}

TEST(hang_causes, are_none_if_the_record_proves_nothing) {
  EXPECT_TRUE(causes(fail_fast(2), of(2).start(0).ok(0).dispose(0).start(1).wait_begin()).empty());
}

// The callable of task 0 outlives the first wait, and the second wait never returns.
TEST(hang_causes, contain_a_callable_that_outlived_a_wait) {
  const auto late = of(2).start(0).ok(0).wait().start(1).dispose(0).ok(1).dispose(1).wait_begin();
  EXPECT_EQ(causes(fail_fast(2), late), std::vector<std::string>{"P54"});
}

TEST(hang_causes, contain_code_of_the_user_that_ran_under_a_lock) {
  const auto locked = of(1).start(0).unowned(kind::ran_under_lock, 0, 1).ok(0).dispose(0).wait_begin();
  EXPECT_EQ(causes(fail_fast(1), locked), std::vector<std::string>{"P24"});
}

TEST(hang_causes, contain_no_consequence) {
  auto s = fail_fast(1);
  const auto early = of(1).start(0).wait().wait_begin();
  EXPECT_EQ(causes(s, early), std::vector<std::string>{"P01"});
}

}  // namespace
}  // namespace gauntlet::check
