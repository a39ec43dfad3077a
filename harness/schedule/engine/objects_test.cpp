#include "harness/schedule/engine/objects.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace gauntlet::schedule {
namespace {

TEST(object_table, keeps_one_record_for_each_address) {
  object_table table;
  std::vector<int> objects(1000);
  for (const int& each : objects) table[&each].depth = static_cast<std::uint32_t>(&each - objects.data());
  for (const int& each : objects) {
    const object_record& record = table[&each];
    EXPECT_EQ(record.address, &each);
    EXPECT_EQ(record.depth, static_cast<std::uint32_t>(&each - objects.data()));
    EXPECT_EQ(record.ordinal, record.depth);  // in order of first use
  }
}

TEST(object_table, forgets_the_objects_of_an_earlier_schedule) {
  object_table table;
  const int one = 0, other = 0;
  object_record& record = table[&one];
  record.owner = 3;
  record.depth = record.readers = 1;
  record.is_mutex = true;
  table.clear();
  EXPECT_EQ(table[&other].ordinal, 0u);
  const object_record& again = table[&one];
  EXPECT_EQ(again.ordinal, 1u);
  EXPECT_EQ(again.owner, no_thread);
  EXPECT_EQ(again.depth, 0u);
  EXPECT_EQ(again.readers, 0u);
  EXPECT_FALSE(again.is_mutex);
}

TEST(object_table, visits_the_objects_in_use) {
  object_table table;
  const int earlier = 0, one = 0, other = 0;
  table[&earlier];
  table.clear();
  table[&one];
  table[&other];
  std::set<const void*> visited;
  table.for_each([&](const object_record& record) { visited.insert(record.address); });
  EXPECT_EQ(visited, (std::set<const void*>{&one, &other}));
}

TEST(object_table_deathtest, ends_the_process_if_it_is_full) {
  const auto fill = [] {
    object_table table;
    for (std::uintptr_t address = 1; address <= 65'537; ++address)
      table[reinterpret_cast<const void*>(address)];
  };
  EXPECT_EXIT(fill(), testing::ExitedWithCode(3), "more than 65,536 synchronisation objects");
}

}  // namespace
}  // namespace gauntlet::schedule
