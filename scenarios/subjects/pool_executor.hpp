#pragma once

#ifndef ASIO_STANDALONE
#define ASIO_STANDALONE
#endif
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace gauntlet::subjects {

/// Starts every task on one of the threads of a pool that all groups share. Tasks that block take a thread
/// away: no more than `threads` of them can be inside their bodies at once.
struct pool_of_threads {
  static constexpr std::size_t threads = 8;

  template <class F>
  static void spawn(F&& f) {
    // The pool moves what it runs once more, on its own thread, where a move that throws would end the
    // process.
    auto held = std::make_unique<std::decay_t<F>>(std::forward<F>(f));
    asio::post(pool(), [held = std::move(held)] { (*held)(); });
  }

  /// Never destroyed: its threads live as long as the process.
  static asio::thread_pool& pool() {
    static auto& shared = *new asio::thread_pool(threads);
    return shared;
  }
};

}  // namespace gauntlet::subjects
