#pragma once

#include <thread>
#include <utility>

namespace gauntlet::subjects {

/// Runs each task on its own detached thread. A group therefore counts its tasks instead of joining threads.
/// Errors: `spawn` throws std::system_error if no thread can be created; the callable has then not run.
struct thread_per_task {
  template <class F>
  static void spawn(F&& f) {
    std::thread(std::forward<F>(f)).detach();
  }
};

}  // namespace gauntlet::subjects
