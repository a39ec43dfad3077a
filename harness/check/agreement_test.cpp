#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <optional>

#include "harness/check/linearizability.hpp"
#include "harness/check/property.hpp"
#include "harness/check/random_history.hpp"

namespace gauntlet::check {
namespace {

std::string sentences(const verdict& judged) {
  std::string text;
  for (const auto& violation : judged.violations) text += violation.property + ": " + violation.sentence + "\n";
  return text.empty() ? "no violation" : text;
}

using tape = std::vector<std::uint8_t>;

rc::Gen<tape> tapes() { return rc::gen::resize(250, rc::gen::arbitrary<tape>()); }

struct count {
  std::size_t right = 0, wrong = 0;
  ~count() {
    if (right + wrong > 0) fmt::print("{} right and {} wrong histories\n", right, wrong);
  }
};

std::optional<bool> decide(const view& v) {
  try {
    return linearizable(v);
  } catch (const history_too_long&) {
    return std::nullopt;
  }
}

/// Compares the two judges; gives what the search says, or nothing where the history is too long for it.
std::optional<bool> agree(const recorded& h) {
  static count so_far;
  const view v(h.plan, h.can, h.history);
  const auto right = decide(v);
  if (!right) return right;
  ++(*right ? so_far.right : so_far.wrong);
  const auto judged = judge(v);
  if (*right != judged.violations.empty())
    RC_FAIL(fmt::format("{} by search; the checks: {}\n{}", *right ? "right" : "wrong", sentences(judged),
                        describe(h)));
  return right;
}

RC_GTEST_PROP(agreement, what_the_machine_does_is_right_by_search_and_by_the_checks, ()) {
  choices choose(*tapes());
  const auto h = random_history(choose);
  RC_PRE(h.complete);
  if (agree(h) == false) RC_FAIL("right by its making, not by search\n" + describe(h));
}

RC_GTEST_PROP(agreement, of_what_was_distorted, ()) {
  choices choose(*tapes());
  auto h = random_history(choose);
  RC_PRE(h.complete);
  for (auto times = 1 + choose.among(2); times > 0; --times) distort(h, choose);
  RC_PRE(h.complete);
  agree(h);
}

}  // namespace
}  // namespace gauntlet::check
