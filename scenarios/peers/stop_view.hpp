#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <utility>

#include "exceptions.hpp"

namespace gauntlet::peers {

/// A std::stop_token as the context of a task. It tells no cause.
class stop_view final : public run::cancellation {
 public:
  explicit stop_view(std::stop_token token) : token_(std::move(token)) {}

  run::look now() override { return {token_.stop_requested(), history::no_error}; }
  run::look wait() override {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait(lock, token_, [] { return false; });
    return now();
  }
  std::unique_ptr<run::registration> on_cancel(run::callback& called) override {
    return std::make_unique<registered>(token_, called);
  }

 private:
  class registered final : public run::registration {
   public:
    registered(const std::stop_token& token, run::callback& called) : callback_(token, caller{&called}) {}

   private:
    struct caller {
      run::callback* called;
      void operator()() const { (*called)(); }
    };
    std::stop_callback<caller> callback_;
  };

  std::stop_token token_;
};

}  // namespace gauntlet::peers
