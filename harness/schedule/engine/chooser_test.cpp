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
  [[nodiscard]] thread_id choose(const choice& at) override {
    asked.push_back(at);
    candidates.assign(at.candidates, at.candidates + at.count);
    return candidates.back();
  }
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) override { return options - 1; }
  void executes(thread_id thread, const operation&, const choice&) override { executed.push_back(thread); }

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
  EXPECT_EQ(chooser_.collect(set_of({0, 2, 5}), set_of({2}), 0), 2u);
  EXPECT_TRUE(chooser_.has_choice());
  EXPECT_EQ(chooser_.choose(6, 17, false), 5u);
  EXPECT_EQ(strategy_.candidates, (std::vector<thread_id>{0, 5}));
  EXPECT_EQ(strategy_.asked[0].running, 0u);
  EXPECT_TRUE(strategy_.asked[0].running_is_candidate);
  EXPECT_EQ(strategy_.asked[0].pending, pending_);
  EXPECT_EQ(strategy_.asked[0].threads, 6u);
  EXPECT_EQ(strategy_.asked[0].step, 17u);
}

TEST_F(a_chooser, does_not_ask_the_strategy_if_there_is_one_candidate) {
  EXPECT_EQ(chooser_.collect(set_of({1, 3}), set_of({3}), 3), 1u);
  EXPECT_FALSE(chooser_.has_choice());
  EXPECT_EQ(chooser_.choose(4, 0, false), 1u);
  EXPECT_TRUE(strategy_.asked.empty());
}

TEST_F(a_chooser, chooses_round_robin_on_request) {
  for (const auto& [running, next] : {std::pair{0u, 2u}, {2u, 4u}, {4u, 0u}}) {
    chooser_.collect(set_of({0, 2, 4}), {}, running);
    EXPECT_EQ(chooser_.choose(5, 0, true), next);
  }
  EXPECT_EQ(strategy_.asked.size(), 3u);  // the strategy is asked all the same
}

TEST_F(a_chooser, counts_a_switch_as_a_preemption_if_the_running_thread_could_continue) {
  chooser_.collect(set_of({0, 1}), {}, 0);
  EXPECT_FALSE(chooser_.switches_to(0));
  EXPECT_FALSE(chooser_.preempts(0));
  EXPECT_TRUE(chooser_.switches_to(1));
  EXPECT_TRUE(chooser_.preempts(1));
  chooser_.collect(set_of({1, 2}), {}, 0);  // thread 0 is blocked
  EXPECT_TRUE(chooser_.switches_to(1));
  EXPECT_FALSE(chooser_.preempts(1));
  chooser_.collect(set_of({0, 1}), set_of({0}), 0);  // thread 0 has yielded
  EXPECT_FALSE(chooser_.preempts(1));
}

TEST_F(a_chooser, informs_the_strategy_of_every_step) {
  chooser_.collect(set_of({0}), {}, 0);
  chooser_.executes(0, pending_[0]);
  EXPECT_EQ(strategy_.executed, std::vector<thread_id>{0});
  EXPECT_EQ(chooser_.draw(4), 3u);
}

}  // namespace
}  // namespace gauntlet::schedule
