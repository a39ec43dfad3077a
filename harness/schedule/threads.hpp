#pragma once

#include <pthread.h>

#include <cstdint>

namespace gauntlet::schedule {

/// Counts the threads that a subject creates, and makes the creation of one of them fail. `pthread_create` is
/// interposed in the executable, so the calls of std::thread, std::async and Asio are counted even if their
/// code is in a shared library.
/// Threading: any thread may call these functions.
/// Memory ordering: relaxed. The counters add no happens-before edge.

/// Begins a case: the k-th creation (k = fail_at) from now on fails with EAGAIN. 0: no creation fails.
void begin_counting_threads(std::uint32_t fail_at);
/// Ends the fault: creations succeed again.
void stop_failing_threads();
/// Returns the number of creations since the case began, including the one that failed.
[[nodiscard]] std::uint32_t counted_threads();
/// Returns the number of threads created by the subject whose start function has not ended.
[[nodiscard]] std::uint32_t live_threads();
/// Blocks until live_threads() is at most that number.
void wait_for_threads(std::uint32_t at_most);

/// From now on the process ends with exit code 3 if the machine refuses to create a thread. Otherwise the
/// subject receives the error, and its failure would be taken for a fault of the subject.
void end_process_if_the_machine_refuses_a_thread();

/// Implements pthread_create in this process: counts the creation, fails if the fault says so, and creates a
/// thread (under control a logical thread). Returns 0 or an errno value, as pthread_create does. `caller`:
/// the return address in the subject, for reports.
int create_thread(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*), void* argument,
                  void* caller);

/// Returns the number of counted threads that the calling thread has created.
[[nodiscard]] std::uint32_t created_by_this_thread();

/// Returns a small number that identifies the calling thread; it does not change while the thread runs.
[[nodiscard]] std::uint32_t thread_number();

/// While an object of this class exists, threads that the calling thread creates belong to the harness: they
/// are not counted, and their creation is not made to fail.
class harness_threads {
 public:
  harness_threads();
  ~harness_threads();
  harness_threads(const harness_threads&) = delete;
  harness_threads& operator=(const harness_threads&) = delete;
};

}  // namespace gauntlet::schedule
