#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "harness/schedule/engine/last_schedule.hpp"
#include "harness/schedule/engine/outcome.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Runs the body once under control, with all threads that it creates.
/// Requires: the body leaves no state behind that affects its next run.
/// Lifetime: a body that is abandoned (a deadlock, the step limit) leaks its resources. After
/// max_abandoned_threads abandoned threads the process ends.
/// Threading: one schedule at a time in a process, always on the same thread.
/// Errors: an exception that leaves the body ends the process, as it does on any thread.
outcome run_schedule(strategy& chooser, const std::function<void()>& body, const schedule_limits& limits = {},
                     const schedule_faults& faults = {});

/// Returns the decisions of the last schedule.
[[nodiscard]] std::vector<std::uint16_t> last_decisions();

/// Returns the threads that had not ended when the last schedule was abandoned; empty if all had ended.
[[nodiscard]] std::vector<waiting_thread> waiting_threads();
/// For example "thread 1 locks a mutex (object 3), held by thread 0, since step 17".
[[nodiscard]] std::string describe(const waiting_thread& waiting);

/// Returns a new strategy by its name: random walk, sticky walk, PCT, POS, SURW or depth first. Returns null
/// if no strategy has that name.
[[nodiscard]] std::unique_ptr<strategy> strategy_named(const std::string& name);
/// Returns the names of all strategies, in the order in which a portfolio uses them.
[[nodiscard]] std::vector<std::string> strategy_names();

}  // namespace gauntlet::schedule
