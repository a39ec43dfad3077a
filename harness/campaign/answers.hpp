#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "harness/campaign/protocol.hpp"
#include "harness/run/subject.hpp"

namespace gauntlet::campaign {

/// How a runner speaks, whatever runs its cases: requests come on standard input, answers go where its
/// standard output went when it started (docs/protocol.md). Threading: one thread speaks at a time.

/// One line, with its end. A runner whose orchestrator is gone ends here.
void say(const std::string& line);
/// Texts can hold whatever a subject that spoils memory has left there: it is replaced.
void say(const nlohmann::json& message);

/// Ends the process past the sanitizers: one that is in the middle of a report, with its locks held, would
/// never let it go.
[[noreturn]] void leave(int code);

/// The properties as `list` tells them: the bits of a verdict stand in this order.
[[nodiscard]] nlohmann::json described_properties();

/// Calls `run_case(plan, seed)` for each case of a request of cases, or as often as one with a plan asks.
/// Errors: plan::bad_input where the subject can't run that plan.
void for_each_case(const request& r, const run::subject_info& subject,
                   const std::function<void(const plan::plan&, std::uint64_t)>& run_case);
/// The request is served. `last`: the history of the last case, told where a plan asks for it.
void say_done(const request& r, const history::history& last);

/// Serves one request after the other until the input ends. A request that can't be served is answered with
/// the error that `handle` throws. What anybody prints meanwhile goes to the last words. Gives the exit code.
[[nodiscard]] int serve_requests(const std::function<void(const request&)>& handle);

}  // namespace gauntlet::campaign
