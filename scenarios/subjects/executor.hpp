#pragma once

#include <thread>
#include <utility>

namespace gauntlet::subjects {

/// Starts every task on a thread of its own, which nobody joins: a group counts its tasks instead.
/// Errors: std::system_error where no thread can be had; then the callable was not run.
struct thread_per_task {
  template <class F>
  static void spawn(F&& f) {
    std::thread(std::forward<F>(f)).detach();
  }
};

}  // namespace gauntlet::subjects
