#include "harness/schedule/replay_token.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gauntlet::schedule {
namespace {

TEST(replay_token, consists_of_the_version_and_hexadecimal_numbers) {
  EXPECT_EQ(to_token({}), "2:");
  EXPECT_EQ(to_token({1}), "2:1");
  EXPECT_EQ(to_token({0, 255, 0x8003}), "2:0.ff.8003");
}

TEST(replay_token, is_parsed_to_the_same_decisions) {
  for (const std::vector<std::uint16_t>& decisions :
       {std::vector<std::uint16_t>{}, {0}, {0xffff}, {1, 0x8001, 2, 0xffff, 10}})
    EXPECT_EQ(read_token(to_token(decisions)), decisions);
}

TEST(replay_token, is_rejected_if_malformed) {
  for (const char* text : {"", "1:0", "0.1", "2:x", "2:0..1", "2:0,1", "2:10000", "2:fffff"})
    EXPECT_THROW(static_cast<void>(read_token(text)), std::invalid_argument) << text;
}

TEST(replay_token, is_rejected_with_an_instruction) {
  try {
    static_cast<void>(read_token("1:5"));
    FAIL() << "the token was accepted";
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(
        error.what(),
        "GAUNTLET_REPLAY: \"1:5\" is not a replay token of this version; copy the whole token from the "
        "failure, or unset the variable");
  }
}

}  // namespace
}  // namespace gauntlet::schedule
