#pragma once

#include <array>
#include <cstdint>

#include "harness/plan/plan.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::run {

/// The places where tasks of a case block for each other by plan: rendezvous and gates. Meeting there adds no
/// happens-before edge (schedule/pause.hpp).
class blocking_points {
 public:
  /// Empties all, and counts who is expected where. Requires: nobody is inside.
  void begin(const plan::plan& plan);
  void arrive_and_block(std::uint32_t rendezvous);
  void block_at(std::uint32_t gate);
  void open(std::uint32_t gate);

 private:
  std::array<schedule::unsynchronised_atomic<std::uint32_t>, plan::max_blocking_points> arrived_{},
      expected_{}, open_{};
};

}  // namespace gauntlet::run
