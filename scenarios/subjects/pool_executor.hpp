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

  /// The pool of the process, never destroyed; or that of the case, while there is one.
  static asio::thread_pool& pool() {
    if (of_the_case() != nullptr) return *of_the_case();
    static auto& shared = *new asio::thread_pool(threads);
    return shared;
  }

  /// While it lives, everybody uses this pool. One at a time; its end joins the threads.
  class case_pool {
   public:
    case_pool() { of_the_case() = &mine_; }
    ~case_pool() {
      mine_.join();
      of_the_case() = nullptr;
    }
    case_pool(const case_pool&) = delete;
    case_pool& operator=(const case_pool&) = delete;

   private:
    asio::thread_pool mine_{threads};
  };

 private:
  static asio::thread_pool*& of_the_case() {
    static asio::thread_pool* mine = nullptr;
    return mine;
  }
};

}  // namespace gauntlet::subjects
