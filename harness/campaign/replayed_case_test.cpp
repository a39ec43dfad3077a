#include "harness/campaign/replayed_case.hpp"

#include <gtest/gtest.h>

namespace gauntlet::campaign {
namespace {

using protocol::finding;

using history::event_kind;

finding explored() {
  finding f;
  f.schedule.emplace().decisions = {0, 1};
  f.schedule->trace = {{0, "begins", 0, "", "", false, false},
                       {1, "locks a mutex", 3, "a.hpp:4", "go", true, true}};
  f.history.emplace().logs = {{{event_kind::wait_begin, 0, history::none, 0, history::none, 2}}};
  return f;
}

TEST(a_replay, is_identical_to_itself) {
  const auto f = explored();
  EXPECT_EQ(difference(record_of(f).value(), f), std::nullopt);
}

TEST(a_replay, of_a_case_under_stress_is_not_compared) { EXPECT_FALSE(record_of(finding{}).has_value()); }

TEST(a_replay, names_the_first_step_that_differs) {
  const auto recorded = record_of(explored()).value();
  auto now = explored();
  now.schedule->trace[1].object = 4;
  EXPECT_EQ(difference(recorded, now).value(),
            "step 2: recorded thread 1 locks a mutex (object 3), now thread 1 locks a mutex (object 4)");
  now.schedule->trace.pop_back();
  EXPECT_EQ(difference(recorded, now).value(),
            "step 2: recorded thread 1 locks a mutex (object 3), now the end of the run");
}

TEST(a_replay, may_differ_in_source_lines) {
  auto now = explored();
  now.schedule->trace[1].where = "a.hpp:5";
  EXPECT_EQ(difference(record_of(explored()).value(), now), std::nullopt);
}

TEST(a_replay, names_the_first_event_that_differs) {
  const auto recorded = record_of(explored()).value();
  auto now = explored();
  now.history->logs[0][0].value = 7;
  EXPECT_NE(difference(recorded, now).value().find("event 1 of log 0"), std::string::npos);
  now.history->logs.clear();
  EXPECT_NE(difference(recorded, now).value().find("now the end of the run"), std::string::npos);
  now.history.reset();
  EXPECT_EQ(difference(recorded, now).value(), "the history, which only one of the two runs has");
}

TEST(a_replay, compares_the_state_at_the_end) {
  const auto recorded = record_of(explored()).value();
  auto now = explored();
  now.history->left.errors = 1;
  EXPECT_TRUE(difference(recorded, now).has_value());
}

}  // namespace
}  // namespace gauntlet::campaign
