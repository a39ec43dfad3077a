#include "harness/run/payload.hpp"

#include <gtest/gtest.h>

namespace gauntlet::run {
namespace {

TEST(payloads, read_what_was_written_in_this_case) {
  payloads p;
  p.begin(1);
  EXPECT_FALSE(p.read(0));
  p.write(0);
  EXPECT_TRUE(p.read(0));
  EXPECT_FALSE(p.read(1));
  p.begin(2);
  EXPECT_FALSE(p.read(0));
}

// The memory is reused after 1,024 cases. What an earlier case wrote there must not be taken for a value of
// the later case.
TEST(payloads, never_accept_the_value_of_a_much_earlier_case) {
  payloads p;
  p.begin(5);
  p.write(3);
  for (std::uint32_t later = 6; later < 5000; ++later) {
    p.begin(later);
    ASSERT_FALSE(p.read(3)) << later;
  }
}

TEST(payloads, contain_only_their_own_addresses) {
  payloads p, other;
  EXPECT_FALSE(p.contains(&p));
  EXPECT_FALSE(p.contains(nullptr));
}

}  // namespace
}  // namespace gauntlet::run
