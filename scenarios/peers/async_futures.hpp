#pragma once

#include <cstddef>
#include <future>
#include <utility>
#include <vector>

#include "gauntlet/subject.hpp"

namespace gauntlet::peers {

/// Futures of std::async. The wait calls get() in the order of submission. It throws the error of the lowest
/// index, and the destructors of the remaining futures join their tasks.
class async_futures_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::first;
    can.repeat_wait = can.reuse = false;  // get() may be called only once
    can.joins_when_destroyed = true;
    return can;
  }

  explicit async_futures_adapter(const run::setup& how) { futures_.reserve(how.tasks); }

  void submit(run::task_call call) {
    futures_.push_back(
        std::async(std::launch::async, [call = std::move(call)]() mutable { call_and_throw(call); }));
  }
  void wait(run::result& out) {
    tell_thrown(
        [this] {
          auto futures = std::move(futures_);
          for (auto& future : futures) future.get();
        },
        out);
  }

 private:
  std::vector<std::future<void>> futures_;
};

}  // namespace gauntlet::peers
