#include "harness/schedule/engine/schedule_recorder.hpp"

#include <gtest/gtest.h>

namespace gauntlet::schedule {
namespace {

class a_schedule_recorder : public testing::Test {
 protected:
  void SetUp() override { recorder_.begin("luck", {1, 2, 3}, true); }
  /// A step in which the thread locks a mutex.
  static step locks(std::uint16_t thread, std::uint32_t object) {
    return {thread, op::mutex_lock, false, false, object, nullptr};
  }

  schedule_recorder recorder_;
};

TEST_F(a_schedule_recorder, records_strategy_and_faults) {
  EXPECT_STREQ(recorder_.record().strategy, "luck");
  EXPECT_EQ(recorder_.record().faults, (schedule_faults{1, 2, 3}));
  EXPECT_TRUE(recorder_.record().plain_accesses);
}

TEST_F(a_schedule_recorder, truncates_a_long_name) {
  recorder_.begin("a strategy that has a name of more than thirty-two letters", {}, false);
  EXPECT_STREQ(recorder_.record().strategy, "a strategy that has a name of m");
}

TEST_F(a_schedule_recorder, numbers_steps_from_1_and_counts_switches) {
  recorder_.add_step(locks(0, 1), false);
  step preempted = locks(1, 2);
  preempted.preempted = true;
  recorder_.add_step(preempted, true);
  EXPECT_EQ(recorder_.steps(), 2u);
  EXPECT_EQ(recorder_.so_far().switches, 1u);
  EXPECT_EQ(recorder_.so_far().preemptions, 1u);
  EXPECT_EQ(recorder_.record().trace[1].object, 1u);
  EXPECT_EQ(recorder_.record().trace[2].thread, 1u);
}

TEST_F(a_schedule_recorder, fingerprints_threads_operations_and_objects_in_order) {
  const auto fingerprint = [this](std::initializer_list<step> steps) {
    recorder_.begin("luck", {}, false);
    for (const step& each : steps) recorder_.add_step(each, false);
    return recorder_.so_far().fingerprint;
  };
  const auto first = fingerprint({locks(0, 1), locks(1, 1)});
  EXPECT_EQ(fingerprint({locks(0, 1), locks(1, 1)}), first);
  EXPECT_NE(fingerprint({locks(1, 1), locks(0, 1)}), first);
  EXPECT_NE(fingerprint({locks(0, 1), locks(1, 2)}), first);
  EXPECT_NE(fingerprint({locks(0, 1), {1, op::mutex_unlock, false, false, 1, nullptr}}), first);
}

TEST_F(a_schedule_recorder, rejects_a_decision_if_it_is_full) {
  EXPECT_TRUE(recorder_.add_decision(flight_record::drawn | 3));
  EXPECT_EQ(recorder_.record().decisions[0], 0x8003);
  recorder_.record().decision_count = flight_record::capacity;
  EXPECT_FALSE(recorder_.add_decision(0));
}

TEST_F(a_schedule_recorder, keeps_the_stack_of_a_step_only_if_stacks_are_wanted) {
  const auto stacks_of_a_step = [this](std::uint32_t wanted) {
    recorder_.record().wants_stacks = wanted;
    recorder_.begin("luck", {}, false);
    recorder_.record().stack[1][0] = 0;
    recorder_.clear_stack(0);
    recorder_.note_stack(0, __builtin_return_address(0));
    recorder_.add_step(locks(0, 1), false);
    recorder_.add_waiting({});
    return recorder_.record().stack[1][0] != 0 && recorder_.record().waiting_stack[0][0] != 0;
  };
  EXPECT_TRUE(stacks_of_a_step(1));
  EXPECT_FALSE(stacks_of_a_step(0));
}

TEST_F(a_schedule_recorder, forgets_an_earlier_schedule) {
  recorder_.add_step(locks(0, 1), false);
  EXPECT_TRUE(recorder_.add_decision(1));
  recorder_.add_waiting({});
  recorder_.end(ending::deadlock, false);
  EXPECT_EQ(recorder_.so_far().how, ending::deadlock);
  recorder_.begin("luck", {}, false);
  EXPECT_EQ(recorder_.so_far().how, ending::done);
  EXPECT_EQ(recorder_.steps(), 0u);
  EXPECT_EQ(recorder_.record().decision_count, 0u);
  EXPECT_EQ(recorder_.record().waiting_count, 0u);
}

}  // namespace
}  // namespace gauntlet::schedule
