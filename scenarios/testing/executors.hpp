#pragma once

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

#include "scenarios/subjects/executor.hpp"
#include "scenarios/subjects/pool_executor.hpp"

namespace gauntlet::testing {

/// The executors with which every group is tested.
using executors = ::testing::Types<subjects::thread_per_task, subjects::pool_of_threads>;

struct executor_names {
  template <class Executor>
  static std::string GetName(int) {
    return std::is_same_v<Executor, subjects::thread_per_task> ? "thread_per_task" : "pool_of_threads";
  }
};

/// The number of tasks that both executors can run at the same time.
inline constexpr std::size_t concurrent_tasks = 4;
static_assert(concurrent_tasks < subjects::pool_of_threads::threads);

}  // namespace gauntlet::testing
