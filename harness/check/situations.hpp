#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "harness/check/history_builder.hpp"

// Situations and assertions for the tests of the properties.
namespace gauntlet::check {

using history::id_canceled;
using history::id_parent;
using history::no_error;
using history::submit_mode;
using history::submit_result;
using kind = history::event_kind;

/// A plan and the capabilities of the subject that executes it.
struct situation {
  plan::plan plan;
  plan::capabilities can;
};

/// A history with its view. Neither copyable nor movable, because the view refers to the other members.
struct viewed {
  viewed(situation of, history_builder from)
      : s(std::move(of)), h(std::move(from)), v(s.plan, s.can, h.raw()) {}
  viewed(const viewed&) = delete;
  viewed& operator=(const viewed&) = delete;

  situation s;
  history_builder h;
  view v;
};

/// Returns a fail-fast group with all capabilities that the tests need.
[[nodiscard]] situation fail_fast(std::uint32_t tasks);
/// Returns a fail-fast group with a limit.
[[nodiscard]] situation limited(std::uint32_t tasks, std::uint32_t limit);
/// Returns a fail-fast group in which task 0 opens group 1, which contains task 1. Further tasks are in the
/// outermost group.
[[nodiscard]] situation nested(std::uint32_t tasks = 2);
/// Returns a fail-fast group of one task with this ending.
[[nodiscard]] situation ending_as(plan::ending end);
/// Returns a group that collects all errors.
[[nodiscard]] situation collect_all(std::uint32_t tasks);

/// Checks the history against this property only. Requires: the property is applicable. Errors:
/// std::invalid_argument if it is unknown or not applicable.
[[nodiscard]] judgement judge_by(std::string_view property, const situation& s, const history_builder& h);
/// Returns the sentence of the first violation; empty if there is none.
[[nodiscard]] std::string sentence_of(std::string_view property, const situation& s,
                                      const history_builder& h);

// Assertions. Their failure messages contain the actual judgement.

/// Succeeds if the history violates the property and exercises it, and each violation has a sentence and
/// valid evidence.
[[nodiscard]] ::testing::AssertionResult rejected(std::string_view property, const situation& s,
                                                  const history_builder& h);
/// Succeeds if the history does not violate the property.
[[nodiscard]] ::testing::AssertionResult accepted(std::string_view property, const situation& s,
                                                  const history_builder& h);
/// Succeeds if the history does not violate the property, but exercises it.
[[nodiscard]] ::testing::AssertionResult exercised(std::string_view property, const situation& s,
                                                   const history_builder& h);
/// Succeeds if the history neither violates nor exercises the property.
[[nodiscard]] ::testing::AssertionResult unexercised(std::string_view property, const situation& s,
                                                     const history_builder& h);
/// Succeeds if the diagnosis of a case that hangs at the end of this history names the property.
[[nodiscard]] ::testing::AssertionResult hangs_by(std::string_view property, const situation& s,
                                                  history_builder h);

#define EXPECT_REJECTED(id, s, h) EXPECT_TRUE(rejected(id, s, h))
#define EXPECT_ACCEPTED(id, s, h) EXPECT_TRUE(accepted(id, s, h))
#define EXPECT_EXERCISED(id, s, h) EXPECT_TRUE(exercised(id, s, h))
#define EXPECT_UNEXERCISED(id, s, h) EXPECT_TRUE(unexercised(id, s, h))
#define EXPECT_HANG(id, s, h) EXPECT_TRUE(hangs_by(id, s, h))

}  // namespace gauntlet::check
