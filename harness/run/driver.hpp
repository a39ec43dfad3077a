#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <thread>

#include "gauntlet/detail/contract.hpp"
#include "harness/run/case_parts.hpp"

namespace gauntlet::run {

/// The driver of one case: does the plan's driver steps to the outermost group, and records them.
/// Threading: one thread. Requires: the plan joins a thread that waits beside the driver.
class driver {
 public:
  driver(case_parts& parts, subject& group) : parts_(parts), group_(group) {}

  /// Does every step. Does not return where the subject hangs.
  void run();
  /// Removes the driver's callback, if it registered one. Requires: the group still lives.
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
  std::thread beside_;
  std::unique_ptr<cancellation> context_;  // of the callback
  std::unique_ptr<registration> registered_;
};

}  // namespace gauntlet::run
