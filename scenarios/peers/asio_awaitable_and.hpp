#pragma once

#ifndef ASIO_STANDALONE
#define ASIO_STANDALONE
#endif
// Asio 1.22 treats the coroutines of clang 19 as experimental.
#ifndef ASIO_HAS_CO_AWAIT
#define ASIO_HAS_CO_AWAIT 1
#endif
#ifndef ASIO_HAS_STD_COROUTINE
#define ASIO_HAS_STD_COROUTINE 1
#endif
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/thread_pool.hpp>
#include <exception>
#include <utility>
#include <vector>

#include "gauntlet/subject.hpp"

namespace gauntlet::peers {

/// Coroutines on one thread, awaited with Asio's operator&&.
class asio_awaitable_and_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::first;
    can.repeat_wait = can.reuse = can.starts_on_submit = can.thread_per_task = false;
    can.concurrency = 1;
    can.joins_threads = true;
    return can;
  }

  explicit asio_awaitable_and_adapter(const run::setup&) {}

  void submit(run::task_call call) { calls_.push_back(std::move(call)); }
  void wait(run::result& out) {
    using namespace asio::experimental::awaitable_operators;
    if (calls_.empty()) return;
    asio::thread_pool pool(1);
    auto all = one(calls_[0]);
    for (std::size_t i = 1; i < calls_.size(); ++i) all = std::move(all) && one(calls_[i]);
    asio::co_spawn(pool, std::move(all), [&out](const std::exception_ptr& thrown) { tell(thrown, out); });
    pool.join();
    calls_.clear();
  }

 private:
  static asio::awaitable<void> one(run::task_call& call) {
    call_and_throw(call);
    co_return;
  }

  std::vector<run::task_call> calls_;
};

}  // namespace gauntlet::peers
