#include "harness/campaign/plan_search.hpp"

#include <algorithm>
#include <utility>

#include "harness/campaign/sequential_trial.hpp"
#include "harness/plan/shrink.hpp"

namespace gauntlet::campaign {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::uint32_t estimated_failures = 3;
constexpr std::uint32_t max_estimate_runs = 200;
/// Rates are taken for at least the first, so that a search ends, and at most the second, so that a pass does
/// not exclude them.
constexpr double lowest_rate = 0.01, highest_rate = 0.9;

bool over(const plan_search& s) { return s.stop.load() || clock::now() >= s.deadline; }

/// Calls `accepts` for each simpler plan, and continues with the first one that it accepts.
template <class Accepts>
void simplify(const plan_search& s, simpler_plans& out, const Accepts& accepts) {
  const auto improve = [&](const plan::plan& present) {
    for (plan::plan& candidate : plan::simpler(present, s.subject.can)) {
      if (over(s)) return false;
      ++out.candidates;
      if (!accepts(candidate)) continue;
      out.accepted.push_back(std::move(candidate));
      return true;
    }
    return false;
  };
  while (!over(s) && improve(out.accepted.empty() ? s.start : out.accepted.back())) {
  }
}

/// The failure rate of the present plan, and the test of candidates against it.
class rate_of_failures {
 public:
  rate_of_failures(std::uint32_t failures, std::uint32_t runs)
      : start_(static_cast<double>(failures) / runs), present_(start_) {}

  [[nodiscard]] sequential_trial test_of_candidate() const {
    const double often = std::clamp(std::max(start_, present_), lowest_rate, highest_rate) / 2;
    return sequential_trial({.often = often, .seldom = often / 10});
  }
  /// Takes the runs of an accepted candidate into account. A sequential test that accepts overestimates the
  /// rate, so the previous rate keeps the weight of a few runs.
  void accept(const sequential_trial& test) {
    constexpr double weight = 5;
    present_ = (weight * present_ + test.failures()) / (weight + test.runs());
  }

 private:
  double start_, present_;
};

/// Runs the plan until it has failed a few times.
void estimate(const plan_search& s, simpler_plans& out, clock::time_point until) {
  s.reproducer.set_deadline(until, s.end);
  while (out.failures < estimated_failures && out.runs < max_estimate_runs && !s.stop.load()) {
    const bool failed = s.reproducer.fails(s.start, s.seed, max_estimate_runs - out.runs).has_value();
    out.failures += failed ? 1 : 0;
    out.runs += s.reproducer.runs_used();
    if (!failed) return;
  }
}

/// Runs the candidate until the test is decided.
void run_test(const plan_search& s, const plan::plan& candidate, sequential_trial& test) {
  while (test.decided() == sequential_trial::verdict::undecided && !over(s)) {
    const bool failed = s.reproducer.fails(candidate, s.seed, test.passes_to_reject()).has_value();
    for (auto passes = s.reproducer.runs_used(); passes > (failed ? 1u : 0u); --passes) test.add(false);
    if (failed) test.add(true);
  }
}

}  // namespace

simpler_plans simplify_explored(const plan_search& s) {
  simpler_plans out;
  s.reproducer.set_deadline(s.deadline, s.end);
  simplify(s, out, [&](const plan::plan& candidate) {
    auto found = s.reproducer.fails(candidate, s.seed, 1);
    if (found) out.last_failure = std::move(found);
    return found.has_value();
  });
  return out;
}

simpler_plans simplify_under_stress(const plan_search& s) {
  simpler_plans out;
  const auto now = clock::now();
  estimate(s, out, now + (s.deadline - now) / 3);
  if (out.failures == 0) return out;
  rate_of_failures rate(out.failures, out.runs);
  s.reproducer.set_deadline(s.deadline, s.end);
  simplify(s, out, [&](const plan::plan& candidate) {
    auto test = rate.test_of_candidate();
    run_test(s, candidate, test);
    if (test.decided() != sequential_trial::verdict::often) return false;
    rate.accept(test);
    return true;
  });
  return out;
}

}  // namespace gauntlet::campaign
