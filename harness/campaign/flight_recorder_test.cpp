#include "harness/campaign/flight_recorder.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>

namespace gauntlet::campaign {
namespace {

using schedule::flight_record;
using schedule::op;

/// Writes the record in the shared memory, as a runner does.
class a_flight_recorder : public testing::Test {
 protected:
  void SetUp() override {
    void* mapped =
        mmap(nullptr, sizeof(flight_record), PROT_READ | PROT_WRITE, MAP_SHARED, recorder_.file(), 0);
    ASSERT_NE(mapped, MAP_FAILED);
    runner_ = static_cast<flight_record*>(mapped);
  }
  void TearDown() override { munmap(runner_, sizeof(flight_record)); }

  void step(std::uint16_t thread, op kind, bool chosen, bool preempted) {
    runner_->trace[++runner_->so_far.steps] = {thread, kind, chosen, preempted, 0, nullptr};
    if (chosen) runner_->decisions[runner_->decision_count++] = thread;
  }

  flight_recorder recorder_{false};
  flight_record* runner_ = nullptr;
};

TEST_F(a_flight_recorder, has_no_schedule_at_first) {
  EXPECT_FALSE(recorder_.last("/nonexistent").has_value());
}

TEST_F(a_flight_recorder, reads_a_schedule_that_did_not_end) {
  runner_->number = 7;
  step(0, op::start, false, false);
  step(1, op::start, true, true);
  runner_->decisions[runner_->decision_count++] = flight_record::drawn | 3;
  step(0, op::mutex_lock, false, false);
  const auto last = recorder_.last("/nonexistent").value();
  EXPECT_EQ(last.number, 7u);
  EXPECT_EQ(last.decisions, (std::vector<std::uint16_t>{1, 0x8003}));
  EXPECT_EQ(last.draws, (std::vector<std::uint16_t>{0x8003}));
  EXPECT_EQ(last.switched, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{1, 1}}));
  ASSERT_EQ(last.trace.size(), 3u);
  EXPECT_EQ(last.trace[2].does, "locks a mutex");
  EXPECT_TRUE(last.trace[1].preempted);
  recorder_.clear();
  EXPECT_FALSE(recorder_.last("/nonexistent").has_value());
}

TEST_F(a_flight_recorder, tolerates_a_step_that_was_overwritten) {
  runner_->number = 1;
  step(0, op::start, false, false);
  runner_->trace[1].kind = static_cast<op>(0xee);
  for (char& c : runner_->strategy) c = 'x';
  const auto last = recorder_.last("/nonexistent").value();
  EXPECT_EQ(last.trace[0].does, "?");
  EXPECT_EQ(last.strategy.size(), sizeof runner_->strategy);
}

// A journal once grew by 400 MB because of such a record.
TEST_F(a_flight_recorder, has_no_schedule_if_its_numbers_were_overwritten) {
  runner_->number = 1;
  runner_->so_far.steps = flight_record::capacity + 1;
  EXPECT_FALSE(recorder_.last("/nonexistent").has_value());
  runner_->so_far.steps = 1;
  runner_->decision_count = 0xffffffffu;
  EXPECT_FALSE(recorder_.last("/nonexistent").has_value());
}

TEST_F(a_flight_recorder, does_not_change_a_report_if_it_has_no_stacks) {
  const std::string text =
      "  Thread T2 'logical 1' (tid=1, running) created by main thread at:\n    #0 park\n\n";
  EXPECT_EQ(recorder_.with_thread_starts(text, "/nonexistent"), text);
}

}  // namespace
}  // namespace gauntlet::campaign
