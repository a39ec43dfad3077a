#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <optional>

#include "harness/check/linearizability.hpp"
#include "harness/check/property.hpp"
#include "harness/check/random_history.hpp"

// Compares the checks of the properties with the search for a linearization, on small random histories. No
// check may reject a history that the search accepts. The checks must reject almost every history that the
// search rejects: they are closed forms, and may miss one in 2000, because some combinations of permits,
// limits and waits concurrent with submits can only be decided by a search through all orders.
namespace gauntlet::check {
namespace {

using tape = std::vector<std::uint8_t>;

rc::Gen<tape> tapes() { return rc::gen::resize(250, rc::gen::arbitrary<tape>()); }

struct comparison {
  std::size_t correct = 0, incorrect = 0, missed = 0;
  std::string first_missed;
};
comparison total;

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

/// Compares the checks with the search. Returns the result of the search; nullopt if the history is too long
/// for it.
std::optional<bool> compare(const recorded& h) {
  const view v(h.plan, h.can, h.history);
  const auto correct = decide(v);
  if (!correct) return correct;
  const auto judged = judge(v);
  ++(*correct ? total.correct : total.incorrect);
  if (*correct && !judged.violations.empty())
    RC_FAIL(fmt::format("the search accepts this history, but a check rejects it: {}\n{}", sentences(judged),
                        describe(h)));
  if (!*correct && judged.violations.empty() && ++total.missed == 1) total.first_missed = describe(h);
  return correct;
}

RC_GTEST_PROP(agreement, the_search_and_the_checks_accept_the_histories_of_the_machine, ()) {
  choices choose(*tapes());
  const auto h = random_history(choose);
  RC_PRE(h.complete);
  if (compare(h) == false)
    RC_FAIL("the machine made this history, but the search rejects it\n" + describe(h));
}

RC_GTEST_PROP(agreement, the_checks_reject_no_distorted_history_that_the_search_accepts, ()) {
  choices choose(*tapes());
  auto h = random_history(choose);
  RC_PRE(h.complete);
  for (auto times = 1 + choose.among(2); times > 0; --times) distort(h, choose);
  RC_PRE(h.complete);
  compare(h);
}

// Runs after the two tests above, which fill `total`.
TEST(agreement_in_all, the_checks_reject_almost_all_histories_that_the_search_rejects) {
  fmt::print(
      "{} correct histories, of which the checks rejected none; {} incorrect histories, of which they missed "
      "{}\n",
      total.correct, total.incorrect, total.missed);
  EXPECT_GT(total.correct, 0u);
  EXPECT_GT(total.incorrect, 0u);
  EXPECT_LE(total.missed * 2000, total.incorrect);
}

}  // namespace
}  // namespace gauntlet::check
