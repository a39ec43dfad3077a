#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/run_up.hpp"

namespace gauntlet::campaign {

/// A failing case that will be shrunk.
struct failing_case {
  protocol::finding finding;
  std::string key;  ///< the key under which it is counted
  struct plan::plan plan;
  std::uint64_t seed = 0;
  std::optional<protocol::run_up> run_up{};  ///< the cases that its runner ran before it; nullopt: none
};

/// Decides which failing cases of one job are shrunk, and when the job has enough findings. The job of a
/// mutant continues until a declared reason is found. Other failures wait, and one of them is shrunk at the
/// end if no declared reason was found.
class triage {
 public:
  /// `max_findings`: the number of different findings that ends the job of a subject that should be correct.
  /// Requires: the subject outlives this object.
  triage(const run::subject_description& subject, std::uint32_t max_findings)
      : subject_(subject), max_findings_(max_findings) {}

  /// Takes a failing case. Returns it if it must be shrunk now.
  [[nodiscard]] std::optional<failing_case> take(failing_case failed);
  /// Returns the case that waited, if there is one. Call it at the end of the job.
  [[nodiscard]] std::optional<failing_case> leftover() { return std::exchange(waiting_, std::nullopt); }

  [[nodiscard]] bool finished() const { return finished_; }
  /// Returns whether a mutant failed for a reason that it declares.
  [[nodiscard]] bool killed() const { return killed_; }

 private:
  const run::subject_description& subject_;
  std::uint32_t max_findings_;
  std::set<std::string> seen_;  // keys that were found, except the declared reasons of a mutant
  std::optional<failing_case> waiting_;
  std::uint32_t repeats_ = 0;
  bool finished_ = false, killed_ = false;
};

}  // namespace gauntlet::campaign
