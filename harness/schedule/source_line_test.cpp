#include "harness/schedule/source_line.hpp"

#include <gtest/gtest.h>

namespace gauntlet::schedule {
namespace {

[[gnu::noinline]] source_line line_of_the_caller() {
  const auto out = line_of_call(__builtin_return_address(0));
  return out;
}

TEST(line_of_call, is_the_line_in_the_program) {
  const auto found = line_of_the_caller();
  EXPECT_EQ(std::string(found.text), "source_line_test.cpp:" + std::to_string(__LINE__ - 1));
}

TEST(line_of_call, is_an_address_in_a_library) {
  EXPECT_EQ(std::string(line_of_call(reinterpret_cast<const void*>(0x10)).text), "0x10 in a shared library");
}

TEST(line_of_stack, is_an_address_if_no_line_is_known) {
  const std::uintptr_t frames[] = {0x7f0000000000, 0};
  EXPECT_EQ(std::string(line_of_stack(frames, 2).text), "0x7f0000000000 of the program");
}

}  // namespace
}  // namespace gauntlet::schedule
