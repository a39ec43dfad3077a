// Implementations that others wrote, as subjects. What each is known not to keep stands in deviations.hpp.

// First: Asio 1.22 chooses its allocator by whether a header of libstdc++ was there before it, and all of a
// program must choose the same (https://github.com/chriskohlhoff/asio/issues/1139).
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

/// `flavours`: where it can be judged; empty: everywhere.
template <run::task_group_adapter Adapter>
void add(const char* name, const char* title, std::vector<std::string> flavours = {}) {
  auto peer = run::describe_subject<Adapter>(name, run::subject_kind::peer, title);
  peer.deviations = deviations_of(name);
  peer.flavours = std::move(flavours);
  run::registry().push_back(std::move(peer));
}

const bool registered = [] {
  const std::vector<std::string> not_instrumented{"plain", "asan"};  // libtbb.so: its joins are unseen
  add<tbb_task_group_adapter<judged::as_documented>>("tbb_task_group", "oneTBB's task_group",
                                                     not_instrumented);
  add<tbb_task_group_adapter<judged::as_errgroup>>(
      "tbb_as_errgroup", "the same, judged by what errgroup promises", not_instrumented);
  add<asio_parallel_group_first>("asio_parallel_group_first", "Asio's parallel_group, wait_for_one_error");
  add<asio_parallel_group_all>("asio_parallel_group_all", "Asio's parallel_group, wait_for_all");
  add<asio_awaitable_and_adapter>("asio_awaitable_and", "coroutines that Asio's operator&& awaits together");
  add<asio_thread_pool_adapter>("asio_thread_pool", "Asio's thread_pool, a slot for each task, joined");
  add<async_futures_adapter>("async_futures", "futures of std::async, got in order");
  add<jthread_stop_source_adapter>("jthread_stop_source", "std::jthread and std::stop_source");
  add<counting_semaphore_adapter>("counting_semaphore",
                                  "std::jthread under the limit of a std::counting_semaphore");
  // Nobody joins a thread that create_thread leaves behind (P33), so ThreadSanitizer sees it race with the
  // harness.
  const std::vector<std::string> without_tsan{"plain", "asan", "fast"};
  add<boost_thread_group_adapter>("boost_thread_group", "boost::thread_group and futures of packaged tasks",
                                  without_tsan);
  return true;
}();

}  // namespace
}  // namespace gauntlet::peers
