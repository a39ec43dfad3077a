#pragma once

#include <cstdint>
#include <optional>

#include "harness/check/property_set.hpp"
#include "harness/plan/every_fault.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/answer.hpp"
#include "harness/protocol/request.hpp"
#include "harness/runner/judge.hpp"

namespace gauntlet::runner {

/// One execution of a plan on a subject.
struct execution_request {
  const run::subject_description& subject;
  const plan::plan& plan;
  std::uint64_t seed = 0;
  const protocol::request& how;
  bool announce_faults = false;  ///< answers state the faults: they are not those of the plan of the seed
};

/// The result of one execution.
struct execution_result {
  std::optional<protocol::finding> found;
  history::history recorded;  ///< empty if there is a finding
  check::property_set exercised, deviated;
  std::uint64_t us = 0;
  std::optional<protocol::explored_schedules> explored;
  std::optional<std::uint32_t> diverged_at;  ///< the step at which the schedule left the recorded decisions
  std::uint32_t lock_orders = 0;             ///< reports of two lock orders, under stress
  std::uint32_t children = 0;                ///< child processes that the case left, and that were ended
  plan::fault_opportunities could_fail;      ///< how many times each kind of fault could have been injected
  bool must_restart = false;                 ///< after a finding: the process is no longer clean
};

/// Executes cases on the subjects of this process, or on those of a program in another language. The server
/// does everything else that a request needs (server.hpp). Threading: all calls by the same thread.
class case_executor {
 public:
  virtual ~case_executor() = default;

  /// Returns the subjects, and the compiler that built them.
  [[nodiscard]] virtual protocol::catalogue list() = 0;
  /// Checks that this executor can serve the request. Errors: plan::bad_input if it cannot.
  virtual void check(const protocol::request& request, const run::subject_description& subject) const = 0;
  /// Returns the subject of that name. Errors: plan::bad_input if there is none.
  [[nodiscard]] virtual const run::subject_description& find(const std::string& subject) = 0;
  /// Prepares for the cases of a request. Before the first case of a subject, runs an empty case, or one task
  /// if the subject may keep threads, so that the subject creates what it keeps for the life of the process.
  /// That case is not counted. A hang in it is reported as a finding.
  virtual void warm_up(const run::subject_description& subject, std::uint64_t seed,
                       const protocol::request& how) = 0;
  /// Announces the case (`case_begun`), executes it and checks its history. Does not return from a hang: it
  /// reports the hang and ends the process.
  [[nodiscard]] virtual execution_result execute(const execution_request& request) = 0;
  /// Returns whether the process cannot execute many more cases, so that the runner must be started again.
  [[nodiscard]] virtual bool must_end() const { return false; }
  /// Runs the check of LeakSanitizer. Returns whether it reported a leak; the report goes to standard error.
  [[nodiscard]] virtual bool leaks_found() = 0;
};

}  // namespace gauntlet::runner
