#include "harness/run/thread_locals.hpp"
#include "harness/run/live_objects.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

std::vector<std::uint32_t> gone(const recorder& recorder) {
  std::vector<std::uint32_t> tasks;
  for (const auto& event : recorder.snapshot().unowned)
    if (event.kind == history::event_kind::locals_gone) tasks.push_back(event.task);
  return tasks;
}

TEST(thread_locals, are_recorded_as_destroyed_for_every_task_of_a_thread_that_ends) {
  begun_case c(submits_of(4), info<does_nothing>());
  auto& recorder = c.parts.current.recorder;
  std::thread([&] {
    watch_thread_locals(recorder, 3);
    watch_thread_locals(recorder, 1);
    EXPECT_TRUE(gone(recorder).empty());
  }).join();
  EXPECT_EQ(gone(recorder), (std::vector<std::uint32_t>{1, 3}));
}

TEST(thread_locals, of_a_thread_of_an_earlier_case_are_not_recorded) {
  begun_case c(submits_of(1), info<does_nothing>());
  auto& recorder = c.parts.current.recorder;
  std::thread([&] {
    watch_thread_locals(recorder, 0);
    next_case();
  }).join();
  EXPECT_TRUE(gone(recorder).empty());
}

}  // namespace
}  // namespace gauntlet::run
