#include "harness/schedule/engine/operation.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace gauntlet::schedule {
namespace {

/// Returns the operations whose traits satisfy a condition.
template <class Condition>
std::set<op> operations_where(Condition condition) {
  std::set<op> out;
  for (const operation_traits& each : operations)
    if (condition(each)) out.insert(each.kind);
  return out;
}

TEST(operation, has_a_phrase_of_its_own) {
  std::set<std::string> phrases;
  for (const operation_traits& each : operations) phrases.insert(phrase(each.kind));
  EXPECT_EQ(phrases.size(), op_count);
  EXPECT_STREQ(phrase(op::start), "begins");
  EXPECT_STREQ(phrase(op::mutex_lock), "locks a mutex");
  EXPECT_STREQ(phrase(op::locals_end), "destroys its thread_locals");
}

// Fingerprints and flight records store the numbers.
TEST(operation, keeps_its_number) {
  EXPECT_EQ(op_count, 38u);
  EXPECT_EQ(static_cast<int>(op::start), 0);
  EXPECT_EQ(static_cast<int>(op::condition_wait), 10);
  EXPECT_EQ(static_cast<int>(op::yield), 20);
  EXPECT_EQ(static_cast<int>(op::locals_end), 31);
  EXPECT_EQ(static_cast<int>(op::end), 35);
  EXPECT_EQ(static_cast<int>(op::announced_unlock), 37);
}

TEST(operation, has_the_expected_precondition) {
  const auto waits_for = [](precondition what) {
    return operations_where([what](const operation_traits& each) { return each.possible_when == what; });
  };
  EXPECT_EQ(waits_for(precondition::unowned), (std::set{op::mutex_lock, op::read_lock, op::once}));
  EXPECT_EQ(waits_for(precondition::unowned_and_unread), std::set{op::write_lock});
  EXPECT_EQ(waits_for(precondition::positive_value), std::set{op::semaphore_wait});
  EXPECT_EQ(waits_for(precondition::thread_ended), std::set{op::join});
}

TEST(operation, has_the_expected_traits_for_the_spin_detector) {
  EXPECT_EQ(operations_where([](const operation_traits& each) { return each.changes_nothing; }),
            (std::set{op::yield, op::clock, op::atomic_load, op::fence, op::plain_read, op::named_point,
                      op::after_create, op::after_release, op::announced_lock, op::announced_unlock}));
  EXPECT_EQ(operations_where([](const operation_traits& each) { return each.conditional; }),
            (std::set{op::mutex_try_lock, op::try_read_lock, op::try_write_lock, op::semaphore_try_wait,
                      op::condition_signal, op::condition_broadcast, op::futex_wake, op::atomic_store,
                      op::atomic_update}));
  EXPECT_EQ(operations_where([](const operation_traits& each) { return each.guards_a_poll; }),
            (std::set{op::mutex_lock, op::mutex_unlock}));
  EXPECT_EQ(operations_where([](const operation_traits& each) { return each.yields; }),
            (std::set{op::yield, op::clock}));
}

TEST(operation, conflicts_on_one_object_unless_both_only_read) {
  const int one = 0, other = 0;
  EXPECT_TRUE(conflict({op::atomic_load, &one}, {op::atomic_store, &one}));
  EXPECT_TRUE(conflict({op::mutex_lock, &one}, {op::mutex_lock, &one}));
  EXPECT_FALSE(conflict({op::atomic_load, &one}, {op::plain_read, &one}));
  EXPECT_FALSE(conflict({op::atomic_store, &one}, {op::atomic_store, &other}));
  EXPECT_FALSE(conflict({op::yield, nullptr}, {op::yield, nullptr}));
}

}  // namespace
}  // namespace gauntlet::schedule
