#pragma once

#include <cstdint>
#include <optional>

#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/answer.hpp"
#include "harness/protocol/request.hpp"
#include "harness/runner/case_executor.hpp"

namespace gauntlet::runner {

/// Serves the requests of the orchestrator with one executor. Threading: one thread.
class server {
 public:
  /// Requires: the executor outlives the server.
  explicit server(case_executor& executor) : executor_(executor) {}

  /// Serves one request and sends its answers. Ends the process after a finding that leaves it unclean.
  /// Errors: plan::bad_input for a request that cannot be served.
  void serve(const protocol::request& request);
  /// True if the runner has announced that it ends.
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  void run_cases(const protocol::request& request);
  void run_case(const protocol::request& request, const run::subject_description& subject, plan::plan plan,
                std::uint64_t seed);
  std::optional<protocol::case_passed> run_with_every_fault(const protocol::request& request,
                                                            const run::subject_description& subject,
                                                            plan::plan plan, std::uint64_t seed);
  std::optional<protocol::case_passed> run_once(const execution_request& once);
  void report(const execution_result& result, const execution_request& once);

  case_executor& executor_;
  bool ended_ = false;
  history::history last_;                 // the last case that passed
  plan::fault_opportunities could_fail_;  // of the last execution
};

/// Serves requests from standard input until it ends. Answers a request that cannot be served with the
/// reason. Returns the exit code of the runner. Requires: called once per process.
[[nodiscard]] int serve_requests(case_executor& executor);

}  // namespace gauntlet::runner
