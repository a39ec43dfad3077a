#include "harness/schedule/allocations.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <new>

namespace gauntlet::schedule {
namespace {

void allocate() { std::make_unique<volatile char[]>(100)[0] = 1; }

TEST(allocations, fail_at_the_given_number_while_they_are_watched) {
  begin_counting_allocations(2);
  {
    const watched_allocations here;
    EXPECT_NO_THROW(allocate());
    EXPECT_THROW(allocate(), std::bad_alloc);
    EXPECT_NO_THROW(allocate());
  }
  EXPECT_GE(counted_allocations(), 3u);  // some builds also count that of the exception
  stop_failing_allocations();
}

TEST(allocations, are_counted_only_while_they_are_watched) {
  begin_counting_allocations(1);
  allocate();
  EXPECT_EQ(counted_allocations(), 0u);
  stop_failing_allocations();
  const watched_allocations here;
  allocate();
  EXPECT_EQ(counted_allocations(), 1u);
}

TEST(allocations, return_null_from_nothrow_new) {
  begin_counting_allocations(1);
  const watched_allocations here;
  const std::unique_ptr<int> none(new (std::nothrow) int);
  stop_failing_allocations();
  EXPECT_EQ(none, nullptr);
}

}  // namespace
}  // namespace gauntlet::schedule
