#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/run/running_case.hpp"
#include "harness/run/submissions.hpp"

namespace gauntlet::run {

/// A wait: the group, and the actor that waits for it.
struct wait_site {
  subject& group;
  std::uint32_t index;  ///< the group's number in the plan; 0: the outermost group
  history::actor_id actor;
};

/// Waits for groups. Records the errors that the wait returned, and then the state of the context and the
/// payloads of the tasks. Threading: any thread, one at a time per actor.
class waits {
 public:
  waits(running_case& current, const submissions& submitted) : current_(current), submitted_(submitted) {}

  /// Blocks until the group is done. Returns the id of the first error, or no_error.
  std::uint32_t wait(const wait_site& site);
  /// Waits with a time-out of `us` microseconds.
  void wait_for(std::uint32_t us, const wait_site& site);
  /// Waits for the outermost group on `threads` threads concurrently, one of which is the driver. Joins the
  /// others.
  void wait_on_threads(std::uint32_t threads, subject& group);

 private:
  void record_end(const result& out, const wait_site& site);
  void record_result(const result& out, const wait_site& site);
  void record_context(const wait_site& site);
  void read_payloads(const wait_site& site);

  running_case& current_;
  const submissions& submitted_;
};

}  // namespace gauntlet::run
