#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "harness/check/history_builder.hpp"

// What the tests of the properties judge histories in, and how they say what a property should answer.
namespace gauntlet::check {

using history::id_canceled;
using history::id_parent;
using history::no_error;
using history::submit_mode;
using history::submit_result;
using kind = history::event_kind;

/// The plan of a history, and what the subject can do.
struct situation {
  plan::plan plan;
  plan::capabilities can;
};

/// A history, read. Neither copied nor moved: the view refers to the rest.
struct viewed {
  viewed(situation of, history_builder from)
      : s(std::move(of)), h(std::move(from)), v(s.plan, s.can, h.raw()) {}
  viewed(const viewed&) = delete;
  viewed& operator=(const viewed&) = delete;

  situation s;
  history_builder h;
  view v;
};

/// A fail-fast group that can do everything.
[[nodiscard]] situation fail_fast(std::uint32_t tasks);
/// The same with a limit.
[[nodiscard]] situation limited(std::uint32_t tasks, std::uint32_t limit);
/// The same, but task 0 opens group 1, in which task 1 is. Further tasks are in the outermost group.
[[nodiscard]] situation nested(std::uint32_t tasks = 2);
/// A fail-fast group of one task that ends so.
[[nodiscard]] situation ending_as(plan::ending end);
/// A group that collects all errors.
[[nodiscard]] situation collect_all(std::uint32_t tasks);

/// What this property alone says of the history. Requires: it applies.
[[nodiscard]] judgement judge_by(std::string_view property, const situation& s, const history_builder& h);
/// The sentence of its first violation; empty: none.
[[nodiscard]] std::string sentence_of(std::string_view property, const situation& s,
                                      const history_builder& h);

// What tests expect; a failure says what was judged instead.

/// It violates the property, which it exercises; each violation has a sentence and evidence.
[[nodiscard]] ::testing::AssertionResult rejected(std::string_view property, const situation& s,
                                                  const history_builder& h);
[[nodiscard]] ::testing::AssertionResult accepted(std::string_view property, const situation& s,
                                                  const history_builder& h);
/// Accepted, although it could have violated the property.
[[nodiscard]] ::testing::AssertionResult exercised(std::string_view property, const situation& s,
                                                   const history_builder& h);
/// Accepted, and it could not have violated the property.
[[nodiscard]] ::testing::AssertionResult unexercised(std::string_view property, const situation& s,
                                                     const history_builder& h);
/// A case that hangs where this history stops violates the property.
[[nodiscard]] ::testing::AssertionResult hangs_by(std::string_view property, const situation& s,
                                                  history_builder h);

#define EXPECT_REJECTED(id, s, h) EXPECT_TRUE(rejected(id, s, h))
#define EXPECT_ACCEPTED(id, s, h) EXPECT_TRUE(accepted(id, s, h))
#define EXPECT_EXERCISED(id, s, h) EXPECT_TRUE(exercised(id, s, h))
#define EXPECT_UNEXERCISED(id, s, h) EXPECT_TRUE(unexercised(id, s, h))
#define EXPECT_HANG(id, s, h) EXPECT_TRUE(hangs_by(id, s, h))

}  // namespace gauntlet::check
