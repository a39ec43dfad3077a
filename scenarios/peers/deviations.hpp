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
    {"tbb_as_errgroup", "P15",
     "The wait resets the group: its context is no longer cancelled, whatever happened.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"tbb_as_errgroup", "P02", "Tasks that have not begun when the group is cancelled are dropped.",
     "https://github.com/golang/go/issues/61611"},
    {"tbb_as_errgroup", "P09", "The first of several waits takes the error with it: the others tell none.",
     "https://github.com/uxlfoundation/oneTBB/issues/1759"},
    {"asio_awaitable_and", "P07",
     "Where both operands fail, what is thrown is a multiple_exceptions around the first operand's error.",
     "https://github.com/chriskohlhoff/asio/issues/1715"},
    {"jthread_stop_source", "P15",
     "A std::stop_source is stopped by whoever asks for it, and on success nobody does.",
     "https://en.cppreference.com/w/cpp/thread/stop_source"},
};

[[nodiscard]] inline std::vector<run::deviation> deviations_of(std::string_view peer) {
  std::vector<run::deviation> out;
  for (const declared& d : all_deviations)
    if (d.peer == peer) out.push_back({d.property, d.why, d.source});
  return out;
}

}  // namespace gauntlet::peers
