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

TEST(replayed, decides_as_recorded) {
  made_choice among(3);
  const std::vector<std::uint16_t> decisions{2, drawn | 3, 1};
  auto chooser = replay_of(decisions);
  EXPECT_EQ(chooser.choose(among.at()), 2u);
  EXPECT_EQ(chooser.draw(4), 3u);
  EXPECT_EQ(chooser.choose(among.at()), 1u);
  EXPECT_EQ(chooser.diverged_at(10), replayed::never);
}

TEST(replayed, diverges_where_the_thread_cannot_run) {
  made_choice among(3);
  const std::vector<std::uint16_t> decisions{2};
  auto chooser = replay_of(decisions);
  among.only({0, 1});
  among.at().step = 7;
  EXPECT_EQ(chooser.choose(among.at()), 0u);  // the running thread goes on
  EXPECT_EQ(chooser.diverged_at(10), 7u);
}

TEST(replayed, diverges_where_a_number_is_drawn_for_a_thread) {
  made_choice among(3);
  const std::vector<std::uint16_t> decisions{2, 1};
  auto chooser = replay_of(decisions);
  among.at().step = 4;
  EXPECT_EQ(chooser.choose(among.at()), 2u);
  EXPECT_EQ(chooser.draw(2), 0u);
  EXPECT_EQ(chooser.diverged_at(10), 4u);
}

TEST(replayed, diverges_at_the_end_where_the_schedule_is_shorter) {
  const std::vector<std::uint16_t> decisions{2};
  EXPECT_EQ(replay_of(decisions).diverged_at(10), 10u);
}

TEST(guided, switches_at_the_given_steps_and_nowhere_else) {
  made_choice among(3);
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

TEST(guided, goes_on_with_the_first_candidate_where_the_running_thread_cannot) {
  made_choice among(3);
  among.only({1, 2});
  among.at().running_is_candidate = false;
  guided chooser(nullptr, 0, nullptr, 0);
  chooser.begin({});
  EXPECT_EQ(chooser.choose(among.at()), 1u);
}

TEST(guided, draws_what_is_given_and_then_0) {
  const std::uint16_t draws[] = {drawn | 1, drawn | 7};
  guided chooser(nullptr, 0, draws, 2);
  chooser.begin({});
  EXPECT_EQ(chooser.draw(2), 1u);
  EXPECT_EQ(chooser.draw(2), 0u);  // 7 is too much
  EXPECT_EQ(chooser.draw(2), 0u);
}

}  // namespace
}  // namespace gauntlet::schedule
