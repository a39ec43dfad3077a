#include "harness/schedule/strategies/pos.hpp"

#include <gtest/gtest.h>

#include <set>

#include "harness/schedule/strategies/choice_fixture.hpp"

namespace gauntlet::schedule {
namespace {

/// Returns the number of schedules, of a hundred, in which the choice between threads 0 and 1 changes after
/// thread 2 has executed the operation.
int changed_choices(const operation& executed, const operation& pending) {
  int changes = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    fake_choice among(3);
    for (thread_id id = 0; id < 2; ++id) among.pending(id) = pending;
    pos chooser;
    chooser.begin({seed, 0});
    among.only({0, 1});
    const thread_id before = chooser.choose(among.at());
    chooser.executes(2, executed, among.at());
    changes += chooser.choose(among.at()) != before ? 1 : 0;
  }
  return changes;
}

TEST(pos, draws_new_priorities_for_conflicting_operations) {
  const int object = 0;
  EXPECT_GT(changed_choices({op::atomic_store, &object}, {op::atomic_load, &object}), 25);
}

TEST(pos, keeps_the_priorities_of_operations_that_commute) {
  const int object = 0, other = 0;
  EXPECT_EQ(changed_choices({op::atomic_load, &object}, {op::atomic_load, &object}), 0);
  EXPECT_EQ(changed_choices({op::atomic_store, &object}, {op::atomic_store, &other}), 0);
  EXPECT_EQ(changed_choices({op::yield, nullptr}, {op::yield, nullptr}), 0);
}

TEST(pos, draws_a_new_priority_for_the_executing_thread) {
  fake_choice among(2);
  pos chooser;
  chooser.begin({2, 0});
  std::set<thread_id> chosen;
  for (int step = 0; step < 50; ++step) {
    const thread_id next = chooser.choose(among.at());
    chooser.executes(next, {op::yield, nullptr}, among.at());
    chosen.insert(next);
  }
  EXPECT_EQ(chosen.size(), 2u);
}

}  // namespace
}  // namespace gauntlet::schedule
