#include "harness/schedule/engine/chooser.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gauntlet::schedule {
namespace {

/// Chooses the last candidate, and records the choices and steps.
class last_candidate final : public strategy {
 public:
  [[nodiscard]] const char* name() const override { return "last candidate"; }
  void begin(const forecast&) override {}
  [[nodiscard]] bool ignores_hints() override { return ignores; }
  [[nodiscard]] bool offers_timeout() override { return offers; }
  [[nodiscard]] thread_id choose(const choice& at) override {
    asked.push_back(at);
    candidates.assign(at.candidates, at.candidates + at.count);
    return candidates.back();
  }
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) override { return options - 1; }
  void executes(thread_id thread, const operation&, const choice&) override { executed.push_back(thread); }

  bool ignores = false, offers = false;
  std::vector<choice> asked;
  std::vector<thread_id> candidates, executed;
};

thread_set set_of(std::initializer_list<thread_id> ids) {
  thread_set out;
  for (const thread_id id : ids) out.add(id);
  return out;
}

class a_chooser : public testing::Test {
 protected:
  void SetUp() override { chooser_.begin(strategy_, pending_); }

  last_candidate strategy_;
  operation pending_[max_threads] = {};
  chooser chooser_;
};

TEST_F(a_chooser, offers_the_ready_threads_that_have_not_yielded) {
  EXPECT_EQ(chooser_.collect(set_of({0, 2, 5}), set_of({2}), 0, no_thread), 2u);
  EXPECT_TRUE(chooser_.has_choice());
  EXPECT_EQ(chooser_.choose(6, 17, false, no_thread), 5u);
  EXPECT_EQ(strategy_.candidates, (std::vector<thread_id>{0, 5}));
  EXPECT_EQ(strategy_.asked[0].running, 0u);
  EXPECT_TRUE(strategy_.asked[0].running_is_candidate);
  EXPECT_EQ(strategy_.asked[0].pending, pending_);
  EXPECT_EQ(strategy_.asked[0].threads, 6u);
  EXPECT_EQ(strategy_.asked[0].step, 17u);
}

TEST_F(a_chooser, offers_threads_that_have_yielded_and_a_time_out_on_request) {
  strategy_.ignores = true;
  EXPECT_EQ(chooser_.collect(set_of({0, 2, 5}), set_of({2}), 0, 4), 2u);
  EXPECT_EQ(chooser_.choose(6, 17, false, no_thread), 2u);
  EXPECT_EQ(strategy_.candidates, (std::vector<thread_id>{0, 5, 2}));
  strategy_.offers = true;
  EXPECT_EQ(chooser_.collect(set_of({0, 2, 5}), set_of({2}), 0, 4), 2u);
  EXPECT_EQ(chooser_.choose(6, 17, false, no_thread), 4u);
  EXPECT_EQ(strategy_.candidates, (std::vector<thread_id>{0, 5, 2, 4}));
  EXPECT_EQ(strategy_.asked[0].timer, 4u);
}

// Otherwise a replay could not choose a thread that has yielded.
TEST_F(a_chooser, has_a_choice_if_only_hints_leave_one_candidate) {
  EXPECT_EQ(chooser_.collect(set_of({1, 3}), set_of({3}), 3, no_thread), 1u);
  EXPECT_TRUE(chooser_.has_choice());
  EXPECT_EQ(chooser_.choose(4, 0, false, no_thread), 1u);
  EXPECT_EQ(strategy_.asked[0].option_count, 2u);
}

TEST_F(a_chooser, prefers_a_thread_that_must_run) {
  chooser_.collect(set_of({0, 2, 5}), {}, 0, no_thread);
  EXPECT_EQ(chooser_.choose(6, 0, true, 0), 0u);
}

TEST_F(a_chooser, does_not_ask_the_strategy_if_there_is_one_option) {
  EXPECT_EQ(chooser_.collect(set_of({1}), set_of({3}), 3, no_thread), 1u);
  EXPECT_FALSE(chooser_.has_choice());
  EXPECT_EQ(chooser_.choose(4, 0, false, no_thread), 1u);
  EXPECT_TRUE(strategy_.asked.empty());
}

TEST_F(a_chooser, chooses_round_robin_on_request) {
  for (const auto& [running, next] : {std::pair{0u, 2u}, {2u, 4u}, {4u, 0u}}) {
    chooser_.collect(set_of({0, 2, 4}), {}, running, no_thread);
    EXPECT_EQ(chooser_.choose(5, 0, true, no_thread), next);
  }
  EXPECT_EQ(strategy_.asked.size(), 3u);  // the strategy is asked all the same
}

TEST_F(a_chooser, counts_a_switch_as_a_preemption_if_the_running_thread_could_continue) {
  chooser_.collect(set_of({0, 1}), {}, 0, no_thread);
  EXPECT_FALSE(chooser_.switches_to(0));
  EXPECT_FALSE(chooser_.preempts(0));
  EXPECT_TRUE(chooser_.switches_to(1));
  EXPECT_TRUE(chooser_.preempts(1));
  chooser_.collect(set_of({1, 2}), {}, 0, no_thread);  // thread 0 is blocked
  EXPECT_TRUE(chooser_.switches_to(1));
  EXPECT_FALSE(chooser_.preempts(1));
  chooser_.collect(set_of({0, 1}), set_of({0}), 0, no_thread);  // thread 0 has yielded
  EXPECT_FALSE(chooser_.preempts(1));
}

TEST_F(a_chooser, informs_the_strategy_of_every_step) {
  chooser_.collect(set_of({0}), {}, 0, no_thread);
  chooser_.executes(0, pending_[0]);
  EXPECT_EQ(strategy_.executed, std::vector<thread_id>{0});
  EXPECT_EQ(chooser_.draw(4), 3u);
}

}  // namespace
}  // namespace gauntlet::schedule
