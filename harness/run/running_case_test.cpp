#include "harness/run/running_case.hpp"
#include "harness/run/live_objects.hpp"

#include <gtest/gtest.h>

#include "gauntlet/detail/tracked.hpp"
#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

TEST(running_case, forgets_the_case_before) {
  const auto first = submits_of(2), second = submits_of(1);
  const auto subject = info<does_nothing>();
  running_case now;
  next_case();
  now.prepare(first, subject);
  now.begin();
  now.recorder.add(1, history::event_kind::body_begin, 0);
  now.payloads.write(0);
  EXPECT_TRUE(now.payloads.read(0));
  next_case();
  now.prepare(second, subject);
  now.begin();
  EXPECT_EQ(now.plan, &second);
  EXPECT_EQ(now.subject, &subject);
  EXPECT_FALSE(now.payloads.read(0));
  const auto taken = now.recorder.snapshot();
  EXPECT_EQ(taken.logs.size(), 1 + 1 + plan::max_waiters);
  for (const auto& log : taken.logs) EXPECT_TRUE(log.empty());
}

}  // namespace
}  // namespace gauntlet::run
