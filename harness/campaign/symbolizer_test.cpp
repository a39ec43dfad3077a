#include "harness/campaign/symbolizer.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace gauntlet::campaign {
namespace {

TEST(short_name, keeps_the_last_two_parts) {
  EXPECT_EQ(short_name("main"), "main");
  EXPECT_EQ(short_name("a::b<int>::go(x (*)(y))"), "b::go");
  EXPECT_EQ(short_name("std::vector<a::b, c<d>> a::group::wait(int) const"), "group::wait");
  EXPECT_EQ(short_name("(anonymous namespace)::pool::run()"), "pool::run");
  EXPECT_EQ(short_name("a::group::~group()"), "group::~group");
}

TEST(short_name, keeps_operators) {
  EXPECT_EQ(short_name("a::task::operator()()"), "task::operator()");
  EXPECT_EQ(short_name("bool a::task::operator<(a::task const&)"), "task::operator<");
  EXPECT_EQ(short_name("a::task::operator->()"), "task::operator->");
}

TEST(symbolizer, finds_no_place_if_there_is_no_program) {
  const auto places = symbolize("/nonexistent", {0x1000, 0x2000});
  ASSERT_EQ(places.size(), 2u);
  EXPECT_TRUE(places.at(0x1000).empty());
}

TEST(symbolizer, returns_no_place_without_addresses) { EXPECT_TRUE(symbolize("/nonexistent", {}).empty()); }

}  // namespace
}  // namespace gauntlet::campaign
