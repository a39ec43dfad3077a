// A program in the `fast` flavour that defines some functions of ThreadSanitizer's interface itself. It
// links, its functions are called, and the engine does not take them for ThreadSanitizer.

#include <gtest/gtest.h>

#include <mutex>
#include <thread>

#include "gauntlet/explore.hpp"

namespace {
int calls = 0;
}  // namespace

extern "C" {
void __tsan_mutex_pre_lock(void*, unsigned);
__attribute__((disable_sanitizer_instrumentation)) void __tsan_mutex_pre_lock(void*, unsigned) { ++calls; }
}

namespace gauntlet {
namespace {

TEST(a_program_with_its_own_annotations, is_explored) {
  const auto result = explore({.schedules = 100}, [] {
    std::mutex mutex;
    std::thread other([&] { const std::lock_guard lock(mutex); });
    {
      const std::lock_guard lock(mutex);
    }
    other.join();
  });
  EXPECT_FALSE(result.failed);
  EXPECT_EQ(calls, 0);
  __tsan_mutex_pre_lock(nullptr, 0);
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace gauntlet
