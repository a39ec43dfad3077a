#pragma once

#include <string_view>
#include <vector>

#include "harness/run/subject.hpp"

namespace gauntlet::peers {

/// What one peer is known not to keep, and where that is written.
struct declared {
  const char* peer;
  const char* property;
  const char* why;
  const char* source;
};

/// All of them. Each has been observed: `gauntlet run --subject PEER --property PROPERTY`.
inline constexpr declared all_deviations[] = {
    {"tbb_task_group", "P15",
     "The wait resets the group: its context is no longer cancelled, whatever happened.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_task_group", "P17", "The wait resets the group: what was cancelled is not so after it.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_task_group", "P20",
     "The wait resets the group: it forgets that it was cancelled from outside, too.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P02", "Tasks that have not begun when the group is cancelled are dropped.",
     "https://oneapi-spec.uxlfoundation.org/specifications/oneapi/latest/elements/onetbb/source/"
     "task_scheduler/scheduling_controls/task_group_context_cls"},
    {"tbb_as_errgroup", "P06",
     "An error of a second round is told although the first round had one: the wait resets the group.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P09", "The first of several waits takes the error with it: the others tell none.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P11", "Each round of tasks and wait has an error of its own.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P15",
     "The wait resets the group: its context is no longer cancelled, whatever happened.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P17", "The wait resets the group: what was cancelled is not so after it.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P18", "The wait resets the group: tasks of a second round are not born cancelled.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P20",
     "The wait resets the group: it forgets that it was cancelled from outside, too.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P38", "A second wait tells no error: the first one took it.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P39",
     "Of waits at once one tells the error, the others may tell none: resetting is not thread-safe before "
     "oneTBB 2022.3.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P40", "A second round forgets the error of the first.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"asio_parallel_group_first", "P17",
     "Each operation has a signal of its own, and they are sent one after another: one task may see the "
     "cancellation before another can.",
     "https://think-async.com/Asio/asio-1.22.0/doc/asio/overview/core/cancellation.html"},
    {"asio_awaitable_and", "P07",
     "Where both operands fail, what is thrown is a multiple_exceptions around the error of the first "
     "operand.",
     "https://github.com/chriskohlhoff/asio/issues/1715"},
    {"jthread_stop_source", "P15",
     "A std::stop_source is stopped by whoever asks for it, and on success nobody does.",
     "https://en.cppreference.com/w/cpp/thread/stop_source"},
    {"boost_thread_group", "P07",
     "Boost 1.74 slices an exception that derives from std::runtime_error and was not prepared for "
     "boost::current_exception.",
     "https://github.com/boostorg/exception/pull/43"},
};

[[nodiscard]] inline std::vector<run::deviation> deviations_of(std::string_view peer) {
  std::vector<run::deviation> out;
  for (const declared& d : all_deviations)
    if (d.peer == peer) out.push_back({d.property, d.why, d.source});
  return out;
}

}  // namespace gauntlet::peers
