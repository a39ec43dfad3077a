#pragma once

#include <cstdint>

namespace gauntlet::campaign {

/// Decides from single runs whether a case fails often or hardly ever: Wald's sequential probability ratio
/// test. After each run it compares how well two failure rates explain the runs up to then, and it stops as
/// soon as one of them is unlikely enough. It needs fewer runs on average than any test with a fixed number
/// of runs and the same errors.
/// Source: Wald, "Sequential tests of statistical hypotheses", Annals of Mathematical Statistics 16 (1945);
/// Wald and Wolfowitz, "Optimum character of the sequential probability ratio test" (1948). The thresholds
/// are Wald's approximations. With them the sum of both errors is at most the sum of the requested ones.
/// Departure: after `max_runs` runs without a decision the answer is `seldom`, so that a case is taken for
/// one that fails often only with evidence.
class sequential_trial {
 public:
  struct design {
    double often = 0.5;         ///< the failure rate that must be recognised
    double seldom = 0.05;       ///< the failure rate that must be rejected; 0 < seldom < often < 1
    double false_often = 0.01;  ///< the probability of `often` if the rate is `seldom`
    double false_seldom = 0.1;  ///< the probability of `seldom` if the rate is `often`
    std::uint32_t max_runs = 1000;
  };
  enum class verdict : std::uint8_t { undecided, often, seldom };

  /// Requires: the rates and errors of the design are in these ranges.
  explicit sequential_trial(const design& design);

  /// Adds a run. Requires: the verdict is `undecided`.
  void add(bool failed);
  [[nodiscard]] verdict decided() const;
  [[nodiscard]] std::uint32_t runs() const { return runs_; }
  [[nodiscard]] std::uint32_t failures() const { return failures_; }
  /// Returns after how many more runs without a failure the verdict is `seldom`; 0 if it is decided.
  [[nodiscard]] std::uint32_t passes_to_reject() const;

 private:
  double failure_weight_, pass_weight_;  // of one run, in the logarithm of the likelihood ratio
  double accept_at_, reject_at_;
  std::uint32_t max_runs_;
  std::uint32_t runs_ = 0, failures_ = 0;
};

}  // namespace gauntlet::campaign
