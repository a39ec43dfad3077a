#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <optional>

#include "harness/check/linearizability.hpp"
#include "harness/check/property.hpp"
#include "harness/check/random_history.hpp"

// The checks against the search, on random small histories, right and wrong ones. What the search takes for
// right no check may reject. What it takes for wrong the checks reject, too, but for one in thousands: they
// are closed forms, and where permits, limits and waits beside submits meet in a certain way only a search
// through all orders knows.
namespace gauntlet::check {
namespace {

using tape = std::vector<std::uint8_t>;

rc::Gen<tape> tapes() { return rc::gen::resize(250, rc::gen::arbitrary<tape>()); }

struct comparison {
  std::size_t right = 0, wrong = 0, missed = 0;
  std::string first_missed;
};
comparison so_far;

std::string sentences(const verdict& judged) {
  std::string text;
  for (const auto& violation : judged.violations)
    text += violation.property + ": " + violation.sentence + "\n";
  return text.empty() ? "no violation" : text;
}

std::optional<bool> decide(const view& v) {
  try {
    return linearizable(v);
  } catch (const history_too_long&) {
    return std::nullopt;
  }
}

/// Compares the two judges; gives what the search says, or nothing where the history is too long for it.
std::optional<bool> compare(const recorded& h) {
  const view v(h.plan, h.can, h.history);
  const auto right = decide(v);
  if (!right) return right;
  const auto judged = judge(v);
  ++(*right ? so_far.right : so_far.wrong);
  if (*right && !judged.violations.empty())
    RC_FAIL(fmt::format("right by search, but {}\n{}", sentences(judged), describe(h)));
  if (!*right && judged.violations.empty() && ++so_far.missed == 1) so_far.first_missed = describe(h);
  return right;
}

RC_GTEST_PROP(agreement, what_the_machine_does_is_right_by_search_and_by_the_checks, ()) {
  choices choose(*tapes());
  const auto h = random_history(choose);
  RC_PRE(h.complete);
  if (compare(h) == false) RC_FAIL("right by its making, not by search\n" + describe(h));
}

RC_GTEST_PROP(agreement, the_checks_reject_nothing_right_that_was_distorted, ()) {
  choices choose(*tapes());
  auto h = random_history(choose);
  RC_PRE(h.complete);
  for (auto times = 1 + choose.among(2); times > 0; --times) distort(h, choose);
  RC_PRE(h.complete);
  compare(h);
}

// After the two above, which count.
TEST(agreement_in_all, the_checks_miss_next_to_nothing_wrong) {
  fmt::print(
      "{} right histories, of which the checks rejected none; {} wrong ones, of which they missed {}\n",
      so_far.right, so_far.wrong, so_far.missed);
  EXPECT_GT(so_far.right, 0u);
  EXPECT_GT(so_far.wrong, 0u);
  EXPECT_LE(so_far.missed * 2000, so_far.wrong);
}

}  // namespace
}  // namespace gauntlet::check
