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
  bool announce_faults = false;  ///< answers name the plan's faults: they are not those of the seed's plan
};

/// What an executor reports about one execution.
struct execution_result {
  std::optional<protocol::finding> found;
  history::history taken;  ///< where nothing was found
  check::property_set exercised, deviated;
  std::uint64_t us = 0;
  std::optional<protocol::explored_schedules> explored;
  std::optional<std::uint32_t> diverged_at;  ///< the schedule left the recorded decisions at this step
  plan::fault_opportunities could_fail;      ///< how often each fault could have struck
  bool must_restart = false;                 ///< after a finding: the process is no longer clean
};

/// Executes cases on subjects: those of this process, or those of a program in another language. Everything
/// else about serving requests is the server's (server.hpp). Threading: one thread, the same for all calls.
class case_executor {
 public:
  virtual ~case_executor() = default;

  /// The subjects, and the compiler that built them.
  [[nodiscard]] virtual protocol::catalogue list() = 0;
  /// Errors: plan::bad_input for a request that this executor cannot serve.
  virtual void check(const protocol::request& request, const run::subject_description& subject) const = 0;
  /// Errors: plan::bad_input where there is no subject of that name.
  [[nodiscard]] virtual const run::subject_description& find(const std::string& subject) = 0;
  /// Creates what the subject keeps for the life of the process. Counts for nothing, unless it hangs.
  virtual void warm_up(const run::subject_description& subject, std::uint64_t seed, bool explored) = 0;
  /// Announces the case (`case_begun`), executes and judges it. A hang does not return: it is reported and
  /// the process ends.
  [[nodiscard]] virtual execution_result execute(const execution_request& request) = 0;
  /// Whether LeakSanitizer finds a leak now. Its report goes to standard error.
  [[nodiscard]] virtual bool leaks_found() = 0;
};

}  // namespace gauntlet::runner
