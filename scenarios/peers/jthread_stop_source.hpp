#pragma once

#include <exception>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "gauntlet/subject.hpp"

namespace gauntlet::peers {

/// One std::jthread per task, and a std::stop_source whose stop the first error requests.
class jthread_stop_source_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::first;
    can.context = can.callbacks = can.joins_threads = can.joins_when_destroyed = true;
    can.repeat_wait = can.reuse = false;  // a thread is joined once, and a stop is final
    return can;
  }

  explicit jthread_stop_source_adapter(const run::setup& how) { threads_.reserve(how.tasks); }
  ~jthread_stop_source_adapter() { stop_.request_stop(); }

  void submit(run::task_call call) {
    threads_.emplace_back([this, call = std::move(call)]() mutable {
      stop_token_context view(stop_.get_token());
      if (auto thrown = call_for_exception(call, view)) keep(std::move(thrown));
    });
  }
  void wait(run::result& out) {
    threads_.clear();
    tell(first_, out);
  }
  run::observation context_now() { return stop_token_context(stop_.get_token()).now(); }
  run::observation context_wait() { return stop_token_context(stop_.get_token()).wait(); }
  std::unique_ptr<run::registration> on_cancel(run::callback& called) {
    return stop_token_context(stop_.get_token()).on_cancel(called);
  }

 private:
  void keep(std::exception_ptr thrown) {
    {
      const std::lock_guard lock(mutex_);
      if (!first_) first_ = std::move(thrown);
    }
    stop_.request_stop();
  }

  std::stop_source stop_;
  std::mutex mutex_;
  std::exception_ptr first_;
  std::vector<std::jthread> threads_;
};

}  // namespace gauntlet::peers
