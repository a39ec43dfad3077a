#pragma once

#ifndef ASIO_STANDALONE
#define ASIO_STANDALONE
#endif
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <cstddef>
#include <exception>
#include <utility>
#include <vector>

#include "gauntlet/subject.hpp"

namespace gauntlet::peers {

/// Tasks posted to an asio::thread_pool. Each writes its own slot; the wait joins the pool.
class asio_thread_pool_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::all;
    can.repeat_wait = can.reuse = false;  // a pool can be joined only once
    can.thread_per_task = false;
    can.concurrency = static_cast<std::uint32_t>(threads);
    can.joins_threads = true;
    return can;
  }

  explicit asio_thread_pool_adapter(const run::setup& how) : slots_(how.tasks) {}

  void submit(run::task_call call) {
    asio::post(pool_, [&slot = slots_[submitted_], call = std::move(call)]() mutable {
      run::no_cancellation none;
      slot = call_for_exception(call, none);
    });
    ++submitted_;
  }
  void wait(run::result& out) {
    pool_.join();
    for (const auto& slot : slots_) tell(slot, out);
  }

 private:
  static constexpr std::size_t threads = 4;

  std::size_t submitted_ = 0;
  std::vector<std::exception_ptr> slots_;
  asio::thread_pool pool_{threads};
};

}  // namespace gauntlet::peers
