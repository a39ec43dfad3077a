#pragma once

#include <array>
#include <cstdint>

#include "harness/plan/plan.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::run {

/// The blocking points of a case. At a rendezvous, tasks block until all have arrived. At a gate, tasks block
/// until the driver opens it.
/// Threading: any thread may call every function except `begin`.
/// Memory ordering: adds no happens-before edge (schedule/pause.hpp), so that ThreadSanitizer still reports a
/// data race between tasks that block here.
class blocking_points {
 public:
  /// Closes all gates, and counts how many tasks of the plan each rendezvous expects. Requires: no thread is
  /// blocked at a blocking point.
  void begin(const plan::plan& plan);
  /// Blocks until every task that the rendezvous expects has arrived.
  void arrive_and_block(std::uint32_t rendezvous);
  /// Blocks until the gate is open.
  void block_at(std::uint32_t gate);
  /// Opens a gate for the rest of the case, and wakes the tasks that it blocks.
  void open(std::uint32_t gate);

 private:
  std::array<schedule::unsynchronised_atomic<std::uint32_t>, plan::max_blocking_points> arrived_{},
      expected_{}, open_{};
};

}  // namespace gauntlet::run
