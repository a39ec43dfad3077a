#pragma once

#include <cstdint>

#include "harness/schedule/engine/carrier.hpp"
#include "harness/schedule/engine/logical_thread.hpp"
#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {

/// Assigns logical threads to carriers and switches between them.
/// Threading: all functions are called on the one kernel thread that runs the schedules (the home thread), or
/// on a logical thread, which is the same kernel thread on another stack.
class borrowed_threads {
 public:
  /// Begins a schedule. The caller becomes the home thread.
  void begin();
  /// Prepares a logical thread on the carrier of its id. It will begin with `entry`, under control.
  void prepare(logical_thread& t, void (*entry)());

  /// Switches from the home thread to the first logical thread. Returns after `go_home`.
  void start(const logical_thread& first);
  static void switch_to(logical_thread& from, const logical_thread& to) {
    machine::switch_context(&from.at, &to.at);
  }
  /// Leaves a thread that has ended and switches to `next`, or to the home thread if `next` is null.
  [[noreturn]] void leave_for(const logical_thread* next);
  [[noreturn]] void go_home() { leave_for(nullptr); }

  /// Makes the home thread use the thread-local storage of `t`, until `act_as_home`. An event that is then
  /// reported to a sanitizer belongs to `t`.
  static void act_as(const logical_thread& t);
  void act_as_home();

  /// Makes the carrier of a thread that will never end usable again: the frames on its stack are forgotten,
  /// and their resources leak. Requires: the caller acts as the thread.
  static void recycle(const logical_thread& t);
  /// Abandons the carrier of a thread that will never end. It cannot be borrowed again.
  void retire(const logical_thread& t) { carriers_.retire(t.id); }
  [[nodiscard]] std::uint32_t retired() const { return carriers_.retired(); }

 private:
  carriers carriers_;
  machine::context home_;
};

/// True if a logical thread has run with this handle, in this or an earlier schedule: it is that of a
/// carrier. Requires: the handle belongs to a thread that exists or has not been joined.
[[nodiscard]] bool is_carrier(pthread_t handle);

}  // namespace gauntlet::schedule
