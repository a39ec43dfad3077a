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

/// Runs tasks on a pool of threads that all groups share. A blocked task occupies its thread, so at most
/// `threads` tasks are inside their bodies at the same time.
struct pool_of_threads {
  static constexpr std::size_t threads = 8;

  template <class F>
  static void spawn(F&& f) {
    // The pool moves the callable again on its own thread, where an exception would end the process. Moving
    // a unique_ptr does not throw.
    auto held = std::make_unique<std::decay_t<F>>(std::forward<F>(f));
    asio::post(pool(), [held = std::move(held)] { (*held)(); });
  }

  /// Returns the pool of the current case if it has one, else that of the process, which is never destroyed.
  static asio::thread_pool& pool() {
    if (of_the_case() != nullptr) return *of_the_case();
    static auto& shared = *new asio::thread_pool(threads);
    return shared;
  }

  /// Replaces the pool of the process while it exists. At most one may exist. Destruction joins its threads.
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
