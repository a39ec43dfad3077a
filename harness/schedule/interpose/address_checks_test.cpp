// AddressSanitizer checks atomics although they are calls, and a report names the line of the subject.

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <mutex>
#include <thread>
#include <utility>

#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/strategies/random_walk.hpp"

extern "C" {
void __asan_set_error_report_callback(void (*callback)(const char*)) __attribute__((weak));
void* __asan_get_report_pc() __attribute__((weak));
}

namespace gauntlet::schedule {
namespace {

/// Prints the function of the report's first frame.
void print_first_frame(const char*) {
  Dl_info found{};
  dladdr(__asan_get_report_pc(), &found);
  std::fprintf(stderr, "in the function %s\n", found.dli_sname != nullptr ? found.dli_sname : "?");
}

}  // namespace

// Not static, so that dladdr knows their names.
extern "C" {
[[gnu::noinline]] int gauntlet_test_load(const std::atomic<int>& word) {
  return word.load(std::memory_order_acquire);
}
[[gnu::noinline]] void gauntlet_test_store(std::atomic<char>& word) {
  word.store(1, std::memory_order_release);
}
[[gnu::noinline]] void gauntlet_test_update(std::atomic<std::uint64_t>& word) { word.fetch_add(1); }
[[gnu::noinline]] void gauntlet_test_compare(std::atomic<std::uint16_t>& word) {
  std::uint16_t expected = 0;
  word.compare_exchange_strong(expected, 1);
}
}

namespace {

/// One thread frees the object, and the other one uses it, possibly later.
template <class T, class Use>
void use_while_another_thread_frees(Use use) {
  __asan_set_error_report_callback(print_first_frame);
  run_schedules(100, [&] {
    auto* object = new std::atomic<T>(T{});
    std::thread frees([&] { delete object; });
    use(*object);
    frees.join();
  });
}

TEST(an_atomic_operation, is_checked_after_its_scheduling_point) {
  if (!under_address_sanitizer()) return;
  EXPECT_DEATH(use_while_another_thread_frees<int>([](auto& word) { gauntlet_test_load(word); }),
               "heap-use-after-free(.|\n)*READ of size 4(.|\n)*in the function gauntlet_test_load");
  EXPECT_DEATH(use_while_another_thread_frees<char>([](auto& word) { gauntlet_test_store(word); }),
               "heap-use-after-free(.|\n)*WRITE of size 1(.|\n)*in the function gauntlet_test_store");
  EXPECT_DEATH(use_while_another_thread_frees<std::uint64_t>([](auto& word) { gauntlet_test_update(word); }),
               "heap-use-after-free(.|\n)*WRITE of size 8(.|\n)*in the function gauntlet_test_update");
  EXPECT_DEATH(use_while_another_thread_frees<std::uint16_t>([](auto& word) { gauntlet_test_compare(word); }),
               "heap-use-after-free(.|\n)*WRITE of size 2(.|\n)*in the function gauntlet_test_compare");
}

/// The maker writes to the object after it has published it and unlocked the mutex.
void write_after_publication() {
  std::mutex mutex;
  int* published = nullptr;
  std::thread maker([&] {
    int* mine = new int(0);
    mutex.lock();
    published = mine;
    mutex.unlock();
    *static_cast<volatile int*>(mine) = 1;
  });
  std::thread taker([&] {
    mutex.lock();
    const int* taken = std::exchange(published, nullptr);
    mutex.unlock();
    delete taken;
  });
  maker.join();
  taker.join();
  delete published;
}

TEST(a_plain_access, is_checked_after_its_scheduling_point) {
  if (!under_address_sanitizer() || !atomics_are_points()) return;
  random_walk chooser;
  schedule_limits limits;
  limits.plain_accesses = true;
  EXPECT_DEATH(run_schedules(chooser, 1'000, write_after_publication, limits), "heap-use-after-free");
}

}  // namespace
}  // namespace gauntlet::schedule
