#include "harness/schedule/strategies/replayed.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "harness/schedule/engine/flight_record.hpp"
#include "harness/schedule/strategies/choice_fixture.hpp"

namespace gauntlet::schedule {
namespace {

constexpr std::uint16_t drawn = flight_record::drawn;

replayed replay_of(const std::vector<std::uint16_t>& decisions) {
  replayed out(decisions.data(), static_cast<std::uint32_t>(decisions.size()));
  out.begin({});
  return out;
}

TEST(replayed, repeats_the_recorded_decisions) {
  fake_choice among(3);
  const std::vector<std::uint16_t> decisions{2, drawn | 3, 1};
  auto chooser = replay_of(decisions);
  EXPECT_EQ(chooser.choose(among.at()), 2u);
  EXPECT_EQ(chooser.draw(4), 3u);
  EXPECT_EQ(chooser.choose(among.at()), 1u);
  EXPECT_EQ(chooser.diverged_at(10), replayed::never);
}

TEST(replayed, diverges_if_the_recorded_thread_cannot_run) {
  fake_choice among(3);
  const std::vector<std::uint16_t> decisions{2};
  auto chooser = replay_of(decisions);
  among.only({0, 1});
  among.at().step = 7;
  EXPECT_EQ(chooser.choose(among.at()), 0u);  // the running thread continues
  EXPECT_EQ(chooser.diverged_at(10), 7u);
}

TEST(replayed, diverges_if_a_number_is_drawn_where_a_thread_was_recorded) {
  fake_choice among(3);
  const std::vector<std::uint16_t> decisions{2, 1};
  auto chooser = replay_of(decisions);
  among.at().step = 4;
  EXPECT_EQ(chooser.choose(among.at()), 2u);
  EXPECT_EQ(chooser.draw(2), 0u);
  EXPECT_EQ(chooser.diverged_at(10), 4u);
}

TEST(replayed, diverges_at_the_end_if_the_schedule_is_shorter) {
  const std::vector<std::uint16_t> decisions{2};
  EXPECT_EQ(replay_of(decisions).diverged_at(10), 10u);
}

TEST(guided, switches_only_at_the_given_steps) {
  fake_choice among(3);
  const context_switch switches[] = {{3, 2}, {5, 0}};
  guided chooser(switches, 2, nullptr, 0);
  chooser.begin({});
  std::vector<thread_id> chosen;
  for (std::uint32_t step = 1; step <= 6; ++step) {
    among.at().step = step;
    chosen.push_back(among.at().running = chooser.choose(among.at()));
  }
  EXPECT_EQ(chosen, (std::vector<thread_id>{0, 0, 2, 2, 0, 0}));
}

TEST(guided, runs_the_first_candidate_if_the_running_thread_cannot_continue) {
  fake_choice among(3);
  among.only({1, 2});
  among.at().running_is_candidate = false;
  guided chooser(nullptr, 0, nullptr, 0);
  chooser.begin({});
  EXPECT_EQ(chooser.choose(among.at()), 1u);
}

TEST(guided, draws_the_given_numbers_and_then_0) {
  const std::uint16_t draws[] = {drawn | 1, drawn | 7};
  guided chooser(nullptr, 0, draws, 2);
  chooser.begin({});
  EXPECT_EQ(chooser.draw(2), 1u);
  EXPECT_EQ(chooser.draw(2), 0u);  // 7 is not below 2
  EXPECT_EQ(chooser.draw(2), 0u);
}

}  // namespace
}  // namespace gauntlet::schedule
