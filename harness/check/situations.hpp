#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>

#include "harness/check/history_builder.hpp"

// What the tests of the properties judge histories in.
namespace gauntlet::check {

using history::id_canceled;
using history::id_parent;
using history::no_error;
using history::submit_result;
using kind = history::event_kind;

/// What was to be done, and by whom.
struct situation {
  plan::plan plan;
  plan::capabilities can;
};

inline situation fail_fast(std::uint32_t tasks) {
  situation s;
  s.plan.context = true;
  s.plan.tasks.resize(tasks);
  s.can.context = s.can.zero_value = s.can.cause = s.can.parent = s.can.limit = s.can.set_limit =
      s.can.try_submit = s.can.error_trees = s.can.callbacks = s.can.nesting = s.can.child_submit =
          s.can.abnormal_exit = s.can.joins_when_destroyed = s.can.timed_wait = true;
  return s;
}

inline situation limited(std::uint32_t tasks, std::uint32_t limit) {
  auto s = fail_fast(tasks);
  s.plan.limit = limit;
  return s;
}

inline situation collect_all(std::uint32_t tasks) {
  situation s;
  s.plan.policy = s.can.policy = plan::error_policy::all;
  s.plan.tasks.resize(tasks);
  return s;
}

/// The property's own violations; the others are not asked.
inline std::size_t violations(std::string_view id, const situation& s, history_builder& h) {
  const property* p = property_named(id);
  EXPECT_NE(p, nullptr) << id;
  EXPECT_EQ(p->not_applicable(s.can), "") << id;
  return p->check(view(s.plan, s.can, h.raw())).violations.size();
}

#define EXPECT_REJECTED(id, s, h) EXPECT_GT(violations(id, s, h), 0u)
#define EXPECT_ACCEPTED(id, s, h) EXPECT_EQ(violations(id, s, h), 0u)

inline history_builder of(std::uint32_t tasks) { return history_builder(tasks); }

}  // namespace gauntlet::check
