#pragma once

#include <string_view>
#include <vector>

#include "gauntlet/detail/contract.hpp"

namespace gauntlet::peers {

/// What one peer is known not to keep, and where that is written.
struct declared {
  const char* peer;
  const char* property;
  const char* why;
  const char* source;
};

// oneTBB's wait resets the group, so that what was before it is forgotten, and nothing orders this reset with
// another wait; tasks that have not begun are dropped when the group is cancelled; and only who cancels the
// group may leave an exception in it.
inline constexpr auto tbb_resets = "https://github.com/uxlfoundation/oneTBB/issues/1759";
inline constexpr auto tbb_drops_tasks = "https://github.com/uxlfoundation/oneTBB/issues/253";
inline constexpr auto tbb_drops_exceptions = "https://github.com/uxlfoundation/oneTBB/pull/1780";
inline constexpr auto asio_cancellation =
    "https://think-async.com/Asio/asio-1.22.0/doc/asio/overview/core/cancellation.html";
inline constexpr auto asio_wraps = "https://github.com/chriskohlhoff/asio/issues/1715";
inline constexpr auto std_stop_source = "https://en.cppreference.com/w/cpp/thread/stop_source";
inline constexpr auto libstdcxx_semaphore = "https://gcc.gnu.org/bugzilla/show_bug.cgi?id=104928";
inline constexpr auto boost_creates =
    "https://github.com/boostorg/thread/blob/boost-1.74.0/include/boost/thread/detail/thread_group.hpp";
inline constexpr auto boost_slices = "https://github.com/boostorg/exception/pull/43";

/// All of them. Each has been observed: `gauntlet run --subject PEER --property PROPERTY`.
inline constexpr declared all_deviations[] = {
    {"tbb_task_group", "P09", "A task's exception is lost where the group had been cancelled from outside.",
     tbb_drops_exceptions},
    {"tbb_task_group", "P46", "A task's exception is lost where the group had been cancelled from outside.",
     tbb_drops_exceptions},
    {"tbb_task_group", "P51", "The same, whatever the exception's type.", tbb_drops_exceptions},
    {"tbb_task_group", "P15", "After a wait the context is not cancelled, whatever happened.", tbb_resets},
    {"tbb_task_group", "P17", "What was cancelled is not so after the wait.", tbb_resets},
    {"tbb_task_group", "P20", "After a wait, that the group was cancelled from outside is forgotten.",
     tbb_resets},

    {"tbb_as_errgroup", "P02", "A task that has not begun when the group is cancelled never runs.",
     tbb_drops_tasks},
    {"tbb_as_errgroup", "P06", "A later round tells its own error, although an earlier one had failed.",
     tbb_resets},
    {"tbb_as_errgroup", "P09", "The first of several waits takes the error with it: the others tell none.",
     tbb_resets},
    {"tbb_as_errgroup", "P11", "Each round of tasks has an error of its own.", tbb_resets},
    {"tbb_as_errgroup", "P15", "After a wait the context is not cancelled, whatever happened.", tbb_resets},
    {"tbb_as_errgroup", "P17", "What was cancelled is not so after the wait.", tbb_resets},
    {"tbb_as_errgroup", "P18", "A task of a later round is not born cancelled.", tbb_resets},
    {"tbb_as_errgroup", "P19", "What is submitted after the cancellation never runs.", tbb_drops_tasks},
    {"tbb_as_errgroup", "P20", "After a wait, that the group was cancelled from outside is forgotten.",
     tbb_resets},
    {"tbb_as_errgroup", "P38", "A second wait tells no error: the first one took it.", tbb_resets},
    {"tbb_as_errgroup", "P39", "Of several waits at once one tells the error, the others may tell none.",
     tbb_resets},
    {"tbb_as_errgroup", "P40", "A second round forgets the error of the first.", tbb_resets},
    {"tbb_as_errgroup", "P46", "A second wait does not throw what the first one threw.", tbb_resets},
    {"tbb_as_errgroup", "P51", "A second wait does not throw what the first one threw, whatever its type.",
     tbb_resets},
    {"tbb_as_errgroup", "P52", "A second round's exception takes the place of the first round's error.",
     tbb_resets},

    {"asio_parallel_group_first", "P17",
     "Each operation has a signal of its own: one task may see its cancellation before another can.",
     asio_cancellation},
    {"asio_awaitable_and", "P07", "Where both operands fail, the error comes inside a multiple_exceptions.",
     asio_wraps},

    {"jthread_stop_source", "P15", "Nobody requests the stop where no task fails.", std_stop_source},
    {"counting_semaphore", "P26", "An acquire of libstdc++ 12 may sleep on, although there are free permits.",
     libstdcxx_semaphore},

    {"boost_thread_group", "P02", "create_thread starts the thread, then fails to keep it, and lets it run.",
     boost_creates},
    {"boost_thread_group", "P07", "Boost 1.74 slices an exception that derives from std::runtime_error.",
     boost_slices},
    {"boost_thread_group", "P33", "The thread that create_thread failed to keep is left behind.",
     boost_creates},
    {"boost_thread_group", "P43", "What was sliced is no longer the error of its task.", boost_slices},
    {"boost_thread_group", "P52", "Of an error and an exception only that which was not sliced is told.",
     boost_slices},
};

[[nodiscard]] inline std::vector<run::deviation> deviations_of(std::string_view peer) {
  std::vector<run::deviation> out;
  for (const declared& d : all_deviations)
    if (d.peer == peer) out.push_back({d.property, d.why, d.source});
  return out;
}

}  // namespace gauntlet::peers
