#include "harness/schedule/replay_token.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gauntlet::schedule {
namespace {

using decisions = std::vector<std::uint16_t>;

TEST(replay_token, consists_of_the_version_and_hexadecimal_numbers) {
  EXPECT_EQ(to_token({}), "3:");
  EXPECT_EQ(to_token({{1}}), "3:1");
  EXPECT_EQ(to_token({{0, 255, 0x8003}}), "3:0.ff.8003");
}

TEST(replay_token, says_whether_plain_accesses_were_scheduling_points) {
  EXPECT_EQ(to_token({{1}, true}), "3p:1");
  EXPECT_EQ(read_token("3p:1").plain_accesses, true);
  EXPECT_EQ(read_token("3:1").plain_accesses, false);
}

TEST(replay_token, abbreviates_repeats) {
  decisions livelock{5};
  for (int i = 0; i < 20'000; ++i) livelock.push_back(i % 2);
  EXPECT_EQ(to_token({livelock}), "3:5.0.1.r2x4e1e");
  EXPECT_EQ(read_token("3:5.0.1.r2x4e1e").decisions, livelock);
}

TEST(replay_token, is_short_for_random_choices_between_two_threads) {
  decisions random;
  for (std::uint64_t i = 0, x = 1; i < 20'000; ++i) {
    x = x * 6364136223846793005u + 1442695040888963407u;
    random.push_back(x >> 63);
  }
  const auto token = to_token({random});
  EXPECT_LT(token.size(), 16'000u);
  EXPECT_EQ(read_token(token).decisions, random);
}

TEST(replay_token, is_parsed_to_the_same_decisions) {
  for (const decisions& some :
       {decisions{}, {0}, {0xffff}, {1, 0x8001, 2, 0xffff, 10}, {7, 7, 7, 7, 7, 7, 7, 7}})
    for (const bool plain : {false, true})
      EXPECT_EQ(read_token(to_token({some, plain})), (replay_token{some, plain}));
}

TEST(replay_token, of_the_version_before_is_accepted) {
  EXPECT_EQ(read_token("2:0.ff.8003"), (replay_token{{0, 255, 0x8003}, std::nullopt}));
}

TEST(replay_token, is_rejected_if_malformed) {
  for (const char* text :
       {"",         "1:0",      "0.1",    "2:x",     "2:0..1",   "2:0,1",         "2:10000",
        "2:fffff",  "3",        "3q:1",   "3:1.",    "3:.1",     "3:-1",          "3:r1x1",
        "3:1.r2x1", "3:1.r0x1", "3:1.r1", "3:1.r1x", "3:1.r1x0", "3:1.r1x100001", "3:1.r1xffffffffff"})
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
