#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/run/running_case.hpp"
#include "harness/run/submissions.hpp"

namespace gauntlet::run {

/// Who waits for which group.
struct wait_site {
  subject& group;
  std::uint32_t index;  ///< of the group; 0: the outermost
  history::actor_id actor;
};

/// Waits for groups, and records what came out and what is true right after it: the errors, the context, what
/// the tasks wrote. Threading: each actor on its own thread.
class waits {
 public:
  waits(running_case& now, const submissions& submitted) : now_(now), submitted_(submitted) {}

  /// Returns the id of the first error, or no_error.
  std::uint32_t wait(const wait_site& site);
  /// Gives up after so many microseconds.
  void wait_for(std::uint32_t us, const wait_site& site);
  /// The driver waits for the outermost group together with other threads, so many in all.
  void wait_on_threads(std::uint32_t threads, subject& group);

 private:
  void record_end(const result& out, const wait_site& site);
  void record_result(const result& out, const wait_site& site);
  void record_context(const wait_site& site);
  void read_payloads(const wait_site& site);

  running_case& now_;
  const submissions& submitted_;
};

}  // namespace gauntlet::run
