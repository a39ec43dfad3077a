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

/// Runs the body once under control, with all threads that it creates. The body must leave nothing behind
/// that the next run depends on; a body that is abandoned (a deadlock, the step limit) leaks what it had,
/// and after max_abandoned_threads the process ends.
/// Threading: one at a time in a process, on the same thread always. Errors: what the body throws ends the
/// process, as from any thread.
outcome run_schedule(strategy& chooser, const std::function<void()>& body, const schedule_limits& limits = {},
                     const schedule_faults& faults = {});

/// The decisions of the last schedule.
[[nodiscard]] std::vector<std::uint16_t> last_decisions();

/// Who had not ended when the last schedule did.
[[nodiscard]] std::vector<waiting_thread> waiting_threads();
/// "thread 1 locks a mutex (object 3), held by thread 0, since step 17"
[[nodiscard]] std::string describe(const waiting_thread& waiting);

/// The strategies by name: random walk, sticky walk, PCT, POS, SURW, depth first. Null where there is none of
/// that name.
[[nodiscard]] std::unique_ptr<strategy> strategy_named(const std::string& name);
[[nodiscard]] std::vector<std::string> strategy_names();

}  // namespace gauntlet::schedule
