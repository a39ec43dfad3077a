#include "harness/run/contexts.hpp"

#include <gtest/gtest.h>

#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using kinds = std::vector<event_kind>;

/// A context whose state is fixed.
class fixed_context final : public cancellation {
 public:
  explicit fixed_context(observation seen) : seen_(seen) {}
  observation now() override { return seen_; }
  observation wait() override { return seen_; }

 private:
  observation seen_;
};

TEST(contexts, record_an_observation) {
  begun_case c(submits_of(2), info<does_nothing>());
  fixed_context not_cancelled({false, history::no_error});
  c.parts.contexts.check(1, 3, not_cancelled);
  EXPECT_EQ(c.kinds_of(1), (kinds{event_kind::check_begin, event_kind::check_end}));
  EXPECT_EQ(c.first(1, event_kind::check_begin).value, 3u);
  EXPECT_EQ(c.first(1, event_kind::check_end).value, 0u);
}

TEST(contexts, read_the_payload_of_the_task_that_caused_the_cancellation) {
  begun_case c(submits_of(2), info<does_nothing>());
  c.parts.current.payloads.write(1);
  fixed_context cancelled({true, 1});
  c.parts.contexts.check(1, 0, cancelled);
  EXPECT_EQ(c.first(1, event_kind::check_end).extra, 1u);
  EXPECT_EQ(c.first(1, event_kind::payload_read).task, 1u);
  EXPECT_EQ(c.first(1, event_kind::payload_read).value, 1u);
  c.parts.contexts.await(2, 0, cancelled);
  EXPECT_EQ(c.kinds_of(2), (kinds{event_kind::await_begin, event_kind::await_end, event_kind::payload_read}));
}

TEST(contexts, read_no_payload_if_no_task_caused_the_cancellation) {
  begun_case c(submits_of(2), info<does_nothing>());
  fixed_context cancelled({true, history::id_parent});
  c.parts.contexts.check(1, 0, cancelled);
  EXPECT_EQ(c.kinds_of(1), (kinds{event_kind::check_begin, event_kind::check_end}));
}

/// Counts how often its parent is cancelled.
class counts_cancels : public does_nothing {
 public:
  void cancel_parent() override { ++cancels; }
  int cancels = 0;
};

TEST(contexts, cancel_the_parent_of_the_outermost_group) {
  begun_case c(submits_of(1), info<does_nothing>());
  counts_cancels root;
  c.parts.contexts.begin(root);
  c.parts.contexts.cancel_parent(history::driver);
  EXPECT_EQ(root.cancels, 1);
  EXPECT_EQ(c.kinds_of(history::driver), (kinds{event_kind::cancel_begin, event_kind::cancel_end}));
}

}  // namespace
}  // namespace gauntlet::run
