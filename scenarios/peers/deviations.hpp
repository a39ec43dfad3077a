#pragma once

#include <string_view>
#include <vector>

#include "gauntlet/detail/contract.hpp"

namespace gauntlet::peers {

/// A property that a peer is known to violate, and the source that documents it.
struct declared {
  const char* peer;
  const char* property;
  const char* why;
  const char* source;
};

// oneTBB's wait resets the group, which loses the earlier state; the reset is not synchronised with another
// wait. Tasks that have not started are dropped when the group is cancelled. Only the exception that cancels
// the group is stored.
inline constexpr auto tbb_resets = "https://github.com/uxlfoundation/oneTBB/issues/1759";
inline constexpr auto tbb_drops_tasks = "https://github.com/uxlfoundation/oneTBB/issues/253";
inline constexpr auto tbb_drops_exceptions = "https://github.com/uxlfoundation/oneTBB/pull/1780";
inline constexpr auto asio_cancellation =
    "https://think-async.com/Asio/asio-1.22.0/doc/asio/overview/core/cancellation.html";
inline constexpr auto asio_wraps = "https://github.com/chriskohlhoff/asio/issues/1715";
inline constexpr auto std_stop_source = "https://en.cppreference.com/w/cpp/thread/stop_source";
inline constexpr auto libstdcxx_semaphore = "https://gcc.gnu.org/bugzilla/show_bug.cgi?id=104928";
inline constexpr auto std_future_get = "https://en.cppreference.com/w/cpp/thread/future/get";
inline constexpr auto boost_creates =
    "https://github.com/boostorg/thread/blob/boost-1.74.0/include/boost/thread/detail/thread_group.hpp";
inline constexpr auto boost_slices = "https://github.com/boostorg/exception/pull/43";

/// All deviations of the peers. To observe one, run `gauntlet run --subject PEER --property PROPERTY`.
inline constexpr declared all_deviations[] = {
    {"tbb_task_group", "P09", "A task's exception is lost if the group was already cancelled from outside",
     tbb_drops_exceptions},
    {"tbb_task_group", "P46", "A task's exception is lost if the group was already cancelled from outside",
     tbb_drops_exceptions},
    {"tbb_task_group", "P51",
     "A task's exception of any type is lost if the group was already cancelled from outside",
     tbb_drops_exceptions},
    {"tbb_task_group", "P15", "A wait resets the context: it is never cancelled afterwards", tbb_resets},
    {"tbb_task_group", "P17", "A wait resets the context: a cancellation is not final", tbb_resets},
    {"tbb_task_group", "P20", "A wait resets the context: a cancellation from outside is lost", tbb_resets},

    {"tbb_as_errgroup", "P02", "A task that has not started when the group is cancelled never runs",
     tbb_drops_tasks},
    {"tbb_as_errgroup", "P06", "A later round returns its own error although an earlier round failed",
     tbb_resets},
    {"tbb_as_errgroup", "P09", "The first of several waits removes the error: the others return none",
     tbb_resets},
    {"tbb_as_errgroup", "P11", "Each round of tasks has its own first error", tbb_resets},
    {"tbb_as_errgroup", "P15", "A wait resets the context: it is never cancelled afterwards", tbb_resets},
    {"tbb_as_errgroup", "P17", "A wait resets the context: a cancellation is not final", tbb_resets},
    {"tbb_as_errgroup", "P18",
     "A task of a later round does not observe the cancellation of an earlier round", tbb_resets},
    {"tbb_as_errgroup", "P19", "A task that is submitted after the cancellation never runs", tbb_drops_tasks},
    {"tbb_as_errgroup", "P20", "A wait resets the context: a cancellation from outside is lost", tbb_resets},
    {"tbb_as_errgroup", "P38", "A second wait returns no error: the first one removed it", tbb_resets},
    {"tbb_as_errgroup", "P39",
     "Of several concurrent waits, one returns the error; the others may return none", tbb_resets},
    {"tbb_as_errgroup", "P40", "A second round loses the error of the first", tbb_resets},
    {"tbb_as_errgroup", "P46", "A second wait does not throw the exception that the first one threw",
     tbb_resets},
    {"tbb_as_errgroup", "P51",
     "A second wait does not throw the exception that the first one threw, whatever its type", tbb_resets},
    {"tbb_as_errgroup", "P52", "An exception of the second round replaces the error of the first",
     tbb_resets},

    {"asio_parallel_group_first", "P17",
     "Each operation has its own signal: one task may observe its cancellation before another does",
     asio_cancellation},
    {"asio_awaitable_and", "P07", "If both operands fail, the error is wrapped in a multiple_exceptions",
     asio_wraps},

    {"jthread_stop_source", "P15", "The stop is not requested if no task fails", std_stop_source},
    {"counting_semaphore", "P26", "An acquire of libstdc++ 12 may block although permits are free",
     libstdcxx_semaphore},

    {"async_futures", "P06", "The error of the task that was submitted first wins, not the first error",
     std_future_get},
    {"async_futures", "P52", "Of an error and an exception, that of the task that was submitted first wins",
     std_future_get},

    {"boost_thread_group", "P02",
     "If create_thread fails after it started the thread, the thread still runs its task", boost_creates},
    {"boost_thread_group", "P07", "Boost 1.74 slices an exception that derives from std::runtime_error",
     boost_slices},
    {"boost_thread_group", "P33",
     "If create_thread fails after it started the thread, the thread is left behind", boost_creates},
    {"boost_thread_group", "P43", "A sliced exception no longer identifies its task", boost_slices},
    {"boost_thread_group", "P52",
     "Of an error and an exception, only the one that was not sliced is reported", boost_slices},
};

[[nodiscard]] inline std::vector<run::deviation> deviations_of(std::string_view peer) {
  std::vector<run::deviation> out;
  for (const declared& d : all_deviations)
    if (d.peer == peer) out.push_back({d.property, d.why, d.source});
  return out;
}

}  // namespace gauntlet::peers
