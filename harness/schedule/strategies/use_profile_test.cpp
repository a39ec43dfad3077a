#include "harness/schedule/strategies/use_profile.hpp"

#include <gtest/gtest.h>

#include <map>

namespace gauntlet::schedule {
namespace {

std::map<thread_id, std::uint32_t> users(const use_profile& profile, const void* object) {
  std::map<thread_id, std::uint32_t> out;
  profile.for_each_user(object, [&out](thread_id thread, std::uint32_t n) { out[thread] = n; });
  return out;
}

TEST(use_profile, counts_the_operations_of_each_thread) {
  static const int objects[2] = {};
  use_profile profile;
  profile.count(&objects[0], 1, false);
  profile.count(&objects[0], 2, true);
  profile.count(&objects[0], 1, false);
  profile.count(&objects[1], 1, true);
  ASSERT_EQ(profile.objects(), 2u);
  EXPECT_EQ(profile.object(0), &objects[0]);
  EXPECT_EQ(users(profile, &objects[0]), (std::map<thread_id, std::uint32_t>{{1, 2}, {2, 1}}));
  EXPECT_TRUE(profile.is_shared(0));
  EXPECT_FALSE(profile.is_shared(1));  // one thread
}

TEST(use_profile, takes_an_object_that_nobody_writes_for_not_shared) {
  static const int object = 0;
  use_profile profile;
  profile.count(&object, 1, false);
  profile.count(&object, 2, false);
  EXPECT_FALSE(profile.is_shared(0));
}

// SURW could not select an object after the first 64 that a schedule used.
TEST(use_profile, counts_thousands_of_objects) {
  static const char objects[10'000] = {};
  use_profile profile;
  for (const char& object : objects)
    for (const thread_id thread : {1u, 2u}) profile.count(&object, thread, true);
  EXPECT_EQ(profile.objects(), 10'000u);
  EXPECT_TRUE(profile.is_shared(9'999));
  profile.clear();
  EXPECT_EQ(profile.objects(), 0u);
  EXPECT_TRUE(users(profile, &objects[0]).empty());
}

}  // namespace
}  // namespace gauntlet::schedule
