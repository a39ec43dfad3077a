#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/finding.hpp"

namespace gauntlet::campaign {

/// A failing case that is to be shrunk.
struct failing_case {
  protocol::finding finding;
  std::string key;  ///< for which it counts
  struct plan::plan plan;
  std::uint64_t seed = 0;
};

/// Decides which failing cases of one job are shrunk, and when the job has found enough. A mutant's job looks
/// for a declared reason: other failures wait, and one of them is shrunk in the end, if that was not found.
class triage {
 public:
  /// `most_findings`: after so many different ones a subject that should be correct is given up. Requires:
  /// the subject outlives this object.
  triage(const run::subject_description& subject, std::uint32_t most_findings)
      : subject_(subject), most_findings_(most_findings) {}

  /// Takes a failing case. Returns it where it is to be shrunk now.
  [[nodiscard]] std::optional<failing_case> take(failing_case failed);
  /// At the end of the job: the case that waited, if there is one.
  [[nodiscard]] std::optional<failing_case> leftover() { return std::exchange(waiting_, std::nullopt); }

  [[nodiscard]] bool finished() const { return finished_; }
  /// Whether a mutant failed for a reason that it declares.
  [[nodiscard]] bool killed() const { return killed_; }

 private:
  const run::subject_description& subject_;
  std::uint32_t most_findings_;
  std::set<std::string> seen_;  // keys, without a mutant's declared ones
  std::optional<failing_case> waiting_;
  std::uint32_t repeats_ = 0;
  bool finished_ = false, killed_ = false;
};

}  // namespace gauntlet::campaign
