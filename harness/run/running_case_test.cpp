#include "harness/run/running_case.hpp"
#include "harness/run/live_objects.hpp"

#include <gtest/gtest.h>

#include "gauntlet/detail/tracked.hpp"
#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

TEST(running_case, discards_the_previous_case) {
  const auto first = submits_of(2), second = submits_of(1);
  const auto subject = info<does_nothing>();
  running_case current;
  next_case();
  current.prepare(first, subject);
  current.begin();
  current.recorder.add(1, history::event_kind::body_begin, 0);
  current.payloads.write(0);
  EXPECT_TRUE(current.payloads.read(0));
  next_case();
  current.prepare(second, subject);
  current.begin();
  EXPECT_EQ(current.plan, &second);
  EXPECT_EQ(current.subject, &subject);
  EXPECT_FALSE(current.payloads.read(0));
  const auto taken = current.recorder.snapshot();
  EXPECT_EQ(taken.logs.size(), 1 + 1 + plan::max_waiters);
  for (const auto& log : taken.logs) EXPECT_TRUE(log.empty());
}

}  // namespace
}  // namespace gauntlet::run
