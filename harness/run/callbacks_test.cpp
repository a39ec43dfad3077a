#include "harness/run/callbacks.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using kinds = std::vector<event_kind>;

/// Sets a flag when it is destroyed.
class flagging_registration : public registration {
 public:
  explicit flagging_registration(bool& gone) : gone_(gone) {}
  ~flagging_registration() override { gone_ = true; }

 private:
  bool& gone_;
};

/// A context that keeps its callback, so that the test can call it, and counts its observations and waits.
class capturing_context : public cancellation {
 public:
  observation now() override { return ++observations, observation{true, history::no_error}; }
  observation wait() override { return ++waits, observation{true, history::no_error}; }
  std::unique_ptr<registration> on_cancel(callback& called) override {
    kept = &called;
    return std::make_unique<flagging_registration>(gone);
  }
  callback* kept = nullptr;
  bool gone = false;
  int observations = 0, waits = 0;
};

std::uint32_t number(plan::callback_action action) { return static_cast<std::uint32_t>(action); }

TEST(callbacks, record_their_registration_and_removal) {
  begun_case c(submits_of(2), info<does_nothing>());
  capturing_context context;
  auto added = c.parts.callbacks.add(1, number(plan::callback_action::nothing), context);
  ASSERT_TRUE(added);
  EXPECT_FALSE(context.gone);
  c.parts.callbacks.drop(added, 2);
  EXPECT_TRUE(context.gone);
  EXPECT_EQ(c.kinds_of(2), (kinds{event_kind::callback_add_begin, event_kind::callback_add_end,
                                  event_kind::callback_drop_begin, event_kind::callback_drop_end}));
}

TEST(callbacks, record_that_they_run_and_execute_the_action_of_the_plan) {
  begun_case c(submits_of(2), info<does_nothing>());
  capturing_context nothing, observer, await;
  const auto one = c.parts.callbacks.add(0, number(plan::callback_action::nothing), nothing);
  const auto two = c.parts.callbacks.add(1, number(plan::callback_action::observe), observer);
  const auto three = c.parts.callbacks.add(history::none, number(plan::callback_action::await), await);
  for (const auto* context : {&nothing, &observer, &await}) (*context->kept)();
  EXPECT_EQ(nothing.observations + nothing.waits, 0);
  EXPECT_EQ(observer.observations, 2);
  EXPECT_EQ(await.waits, 1);
  const auto unowned = c.parts.current.recorder.snapshot().unowned;
  ASSERT_EQ(unowned.size(), 6u);
  EXPECT_EQ(unowned[0].kind, event_kind::callback_begin);
  EXPECT_EQ(unowned[1].kind, event_kind::callback_end);
  EXPECT_EQ(unowned[2].task, 1u);
  EXPECT_EQ(unowned[4].task, history::none);
}

TEST(callbacks, add_returns_null_if_the_subject_has_no_callbacks) {
  begun_case c(submits_of(1), info<does_nothing>());
  no_cancellation context;
  EXPECT_FALSE(c.parts.callbacks.add(0, 0, context));
}

}  // namespace
}  // namespace gauntlet::run
