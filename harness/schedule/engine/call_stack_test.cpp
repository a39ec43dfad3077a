#include "harness/schedule/engine/call_stack.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace gauntlet::schedule {
namespace {

constexpr std::uint32_t capacity = 30;
std::uintptr_t frames[capacity];

/// Takes the stack from its caller outwards. The empty asm prevents a tail call.
[[gnu::noinline]] void take(std::uint32_t depth) {
  take_call_stack(__builtin_return_address(0), frames, depth);
  asm volatile("");
}
[[gnu::noinline]] void take_deeper() {
  take(capacity);
  asm volatile("");
}

std::vector<std::uintptr_t> taken() { return {frames, std::find(frames, frames + capacity, 0)}; }

TEST(call_stack, begins_with_the_caller) {
  take(capacity);
  const auto here = taken();
  take_deeper();
  const auto deeper = taken();
  ASSERT_GE(here.size(), 2u);  // this test and main
  EXPECT_EQ(deeper.size(), here.size() + 1);
  EXPECT_TRUE(std::equal(here.begin() + 1, here.end(), deeper.begin() + 2));
}

TEST(call_stack, stops_at_the_given_depth) {
  frames[1] = 7;
  take(1);
  EXPECT_NE(frames[0], 0u);
  EXPECT_EQ(frames[1], 7u);
}

TEST(call_stack, is_empty_without_a_caller) {
  frames[0] = 7;
  take_call_stack(nullptr, frames, capacity);
  EXPECT_EQ(frames[0], 0u);
}

}  // namespace
}  // namespace gauntlet::schedule
