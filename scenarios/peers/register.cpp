// Registers the peers as subjects. deviations.hpp lists the properties that each is known to violate.

// These headers come first: Asio 1.22 chooses its allocator by whether a header of libstdc++ was included
// before it, and all sources of a program must choose the same
// (https://github.com/chriskohlhoff/asio/issues/1139).
#include <string>
#include <utility>
#include <vector>

#include "asio_awaitable_and.hpp"
#include "asio_parallel_group.hpp"
#include "asio_thread_pool.hpp"
#include "async_futures.hpp"
#include "boost_thread_group.hpp"
#include "counting_semaphore.hpp"
#include "deviations.hpp"
#include "jthread_stop_source.hpp"
#include "tbb_task_group.hpp"

namespace gauntlet::peers {
namespace {

/// Registers a peer. `flavours` lists those in which it can run; empty means all.
template <run::task_group_adapter Adapter>
void add(const char* name, const char* title, std::vector<std::string> flavours = {}) {
  auto peer = run::describe_subject<Adapter>(name, run::subject_kind::peer, title);
  peer.deviations = deviations_of(name);
  peer.flavours = std::move(flavours);
  run::registry().push_back(std::move(peer));
}

const bool registered = [] {
  // ThreadSanitizer cannot observe the joins in libtbb.so, which is not instrumented.
  const std::vector<std::string> not_instrumented{"plain", "asan"};
  add<tbb_task_group_adapter<judged::as_documented>>("tbb_task_group", "oneTBB's task_group",
                                                     not_instrumented);
  add<tbb_task_group_adapter<judged::as_errgroup>>(
      "tbb_as_errgroup", "oneTBB's task_group, checked against errgroup's contract", not_instrumented);
  add<asio_parallel_group_first>("asio_parallel_group_first", "Asio's parallel_group, wait_for_one_error");
  add<asio_parallel_group_all>("asio_parallel_group_all", "Asio's parallel_group, wait_for_all");
  add<asio_awaitable_and_adapter>("asio_awaitable_and", "coroutines awaited with Asio's operator&&");
  add<asio_thread_pool_adapter>("asio_thread_pool", "Asio's thread_pool, joined, one slot per task");
  add<async_futures_adapter>("async_futures", "futures of std::async, read in the order of submission");
  add<jthread_stop_source_adapter>("jthread_stop_source", "std::jthread and std::stop_source");
  add<counting_semaphore_adapter>("counting_semaphore", "std::jthread, limited by a std::counting_semaphore");
  // A thread that create_thread leaves behind (P33) is never joined, so ThreadSanitizer would report a race
  // between it and the harness.
  const std::vector<std::string> without_tsan{"plain", "asan", "fast"};
  add<boost_thread_group_adapter>("boost_thread_group", "boost::thread_group and futures of packaged tasks",
                                  without_tsan);
  return true;
}();

}  // namespace
}  // namespace gauntlet::peers
