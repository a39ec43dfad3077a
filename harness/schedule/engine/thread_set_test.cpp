#include "harness/schedule/engine/thread_set.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gauntlet::schedule {
namespace {

std::vector<thread_id> members(const thread_set& set, const thread_set& without = {}) {
  std::vector<thread_id> out;
  set.for_each_without(without, [&](thread_id id) { out.push_back(id); });
  return out;
}

TEST(thread_set, is_iterated_in_ascending_order) {
  thread_set set;
  EXPECT_TRUE(set.empty());
  for (const thread_id id : {max_threads - 1, 64u, 0u, 63u, 200u}) set.add(id);
  EXPECT_EQ(members(set), (std::vector<thread_id>{0, 63, 64, 200, max_threads - 1}));
  EXPECT_TRUE(set.has(64));
  EXPECT_FALSE(set.has(65));
}

TEST(thread_set, does_not_contain_removed_members) {
  thread_set set;
  set.add(3);
  set.add(130);
  set.remove(130);
  set.remove(7);  // not a member
  EXPECT_EQ(members(set), std::vector<thread_id>{3});
  set.clear();
  EXPECT_TRUE(set.empty());
}

TEST(thread_set, is_iterated_without_the_members_of_another_set) {
  thread_set set, other;
  for (const thread_id id : {1u, 2u, 70u}) set.add(id);
  for (const thread_id id : {2u, 5u}) other.add(id);
  EXPECT_EQ(members(set, other), (std::vector<thread_id>{1, 70}));
}

}  // namespace
}  // namespace gauntlet::schedule
