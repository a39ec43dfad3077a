#pragma once

#ifndef ASIO_STANDALONE
#define ASIO_STANDALONE
#endif
#include <array>
#include <asio/associated_cancellation_slot.hpp>
#include <asio/async_result.hpp>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/bind_executor.hpp>
#include <asio/experimental/cancellation_condition.hpp>
#include <asio/experimental/parallel_group.hpp>
#include <asio/post.hpp>
#include <asio/strand.hpp>
#include <asio/thread_pool.hpp>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <future>
#include <mutex>
#include <utility>
#include <vector>

#include "gauntlet/subject.hpp"

namespace gauntlet::peers {

/// The context of an operation's task. The operation's cancellation signal sets it.
class cancelled_flag final : public run::cancellation {
 public:
  void set() {
    const std::lock_guard lock(mutex_);
    set_ = true;
    changed_.notify_all();
  }
  run::observation now() override {
    const std::lock_guard lock(mutex_);
    return {set_, history::no_error};
  }
  run::observation wait() override {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return set_; });
    return {true, history::no_error};
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool set_ = false;
};

/// asio::experimental::make_parallel_group with operations that run on a pool of threads. Launches,
/// completions and cancellation signals run on one strand, because Asio does not synchronise a signal with
/// its slot. Asio 1.22 does not accept a range of operations, so the number of tasks is bounded at compile
/// time.
template <class Condition, plan::error_policy Policy>
class asio_parallel_group_adapter {
 public:
  static constexpr bool cancels = Policy == plan::error_policy::first;

  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = Policy;
    can.repeat_wait = can.reuse = can.starts_on_submit = can.thread_per_task = false;
    can.context = cancels;
    can.max_tasks = most;
    can.concurrency = most;
    can.joins_threads = true;
    return can;
  }

  explicit asio_parallel_group_adapter(const run::setup&) {}

  void submit(run::task_call call) { calls_.push_back(std::move(call)); }
  void wait(run::result& out) { run_as_many<1>(out); }
  void cancel_parent() {
    std::promise<void> emitted;
    asio::post(strand_, [&] {
      outside_.emit(asio::cancellation_type::all);
      emitted.set_value();
    });
    emitted.get_future().wait();
    parent_cancelled_ = true;
  }
  [[nodiscard]] bool parent_cancelled() const { return parent_cancelled_; }

 private:
  static constexpr std::size_t most = 6;

  /// One task as an asynchronous operation.
  struct operation {
    asio_parallel_group_adapter* group;
    std::size_t index;

    template <class Token>
    auto operator()(Token&& token) {
      return asio::async_initiate<Token, void(std::exception_ptr)>(
          [group = group, index = index](auto handler) { group->start(index, std::move(handler)); }, token);
    }
  };

  template <class Handler>
  void start(std::size_t index, Handler handler) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected())
      slot.assign([flag = &cancelled_[index]](asio::cancellation_type_t) { flag->set(); });
    asio::post(pool_, [this, index, handler = std::move(handler)]() mutable {
      auto thrown = call_for_exception(calls_[index], cancelled_[index]);
      asio::post(strand_, [handler = std::move(handler), thrown = std::move(thrown)]() mutable {
        std::move(handler)(std::move(thrown));
      });
    });
  }

  template <std::size_t N>
  void run_as_many(run::result& out) {
    if constexpr (N <= most) {
      if (calls_.size() == N) return run(out, std::make_index_sequence<N>());
      run_as_many<N + 1>(out);
    }
  }

  template <std::size_t... I>
  void run(run::result& out, std::index_sequence<I...>) {
    const auto done = [&](std::array<std::size_t, sizeof...(I)> order, auto... thrown) {
      const std::array<std::exception_ptr, sizeof...(I)> all{std::move(thrown)...};
      tell(order, all, out);
    };
    asio::post(strand_, [&] {
      asio::experimental::make_parallel_group(operation{this, I}...)
          .async_wait(Condition(),
                      asio::bind_cancellation_slot(outside_.slot(), asio::bind_executor(strand_, done)));
    });
    pool_.join();
    calls_.clear();
  }

  /// Reports the first completed error for fail-fast, and every error for collect-all.
  template <std::size_t N>
  static void tell(const std::array<std::size_t, N>& order, const std::array<std::exception_ptr, N>& thrown,
                   run::result& out) {
    for (std::size_t i = 0; i < N && (!cancels || out.count == 0); ++i)
      gauntlet::tell(thrown[cancels ? order[i] : i], out);
  }

  std::vector<run::task_call> calls_;
  std::array<cancelled_flag, most> cancelled_;
  asio::cancellation_signal outside_;
  bool parent_cancelled_ = false;
  asio::thread_pool pool_{most + 1};
  asio::strand<asio::thread_pool::executor_type> strand_ = asio::make_strand(pool_);
};

using asio_parallel_group_first =
    asio_parallel_group_adapter<asio::experimental::wait_for_one_error, plan::error_policy::first>;
using asio_parallel_group_all =
    asio_parallel_group_adapter<asio::experimental::wait_for_all, plan::error_policy::all>;

}  // namespace gauntlet::peers
