#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <thread>

#include "gauntlet/detail/contract.hpp"
#include "harness/run/case_parts.hpp"

namespace gauntlet::run {

/// The driver of one case: executes the plan's driver steps on the outermost group, and records them.
/// Threading: one thread.
/// Requires: in the plan, a `wait` step follows every `wait_beside` step, because that step joins the thread.
class driver {
 public:
  driver(case_parts& parts, subject& group) : parts_(parts), group_(group) {}

  /// Executes every step. Does not return if the subject hangs.
  void run();
  /// Removes the driver's callback if it registered one. Requires: the group still exists.
  void drop_callback();

 private:
  void run_step(const plan::driver_step& step);
  void submit(std::uint32_t task, history::submit_mode mode);
  void wait_beside();
  void add_callback(std::uint32_t action);
  void open_gate(std::uint32_t gate);
  void set_limit(std::optional<std::uint32_t> limit);

  case_parts& parts_;
  subject& group_;
  std::thread concurrent_waiter_;          // started by a `wait_beside` step
  std::unique_ptr<cancellation> context_;  // that the callback is registered with
  std::unique_ptr<registration> registered_;
};

}  // namespace gauntlet::run
