#pragma once

#include <cstdint>

#include "harness/schedule/engine/carrier.hpp"
#include "harness/schedule/engine/logical_thread.hpp"
#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {

/// Puts logical threads onto carriers, and switches between them. All of it on the kernel thread that runs
/// the schedules (the home thread).
class borrowed_threads {
 public:
  /// A schedule begins. The caller is the home thread.
  void begin();
  /// Prepares a thread that begins with `entry`, under control, on the carrier of its id.
  void prepare(logical_thread& t, void (*entry)());

  /// From the home thread to the first logical thread. Returns after `go_home`.
  void start(const logical_thread& first);
  static void switch_to(logical_thread& from, const logical_thread& to) {
    machine::switch_context(&from.at, &to.at);
  }
  /// Leaves a thread that has ended. Null: for the home thread.
  [[noreturn]] void leave_for(const logical_thread* next);
  [[noreturn]] void go_home() { leave_for(nullptr); }

  /// From here on the home thread counts as this thread, for a sanitizer that is told something, until
  /// `act_as_home`.
  static void act_as(const logical_thread& t);
  void act_as_home();

  /// The thread never ends: its carrier can't be borrowed again.
  void retire(const logical_thread& t) { carriers_.retire(t.id); }
  [[nodiscard]] std::uint32_t retired() const { return carriers_.retired(); }

 private:
  carriers carriers_;
  machine::context home_;
};

}  // namespace gauntlet::schedule
