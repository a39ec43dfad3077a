#pragma once

#include <pthread.h>

#include <cstdint>

namespace gauntlet::schedule {

/// Counts the threads that a subject creates, and makes the creation of one of them fail. `pthread_create` is
/// interposed in the executable, so that std::thread, std::async and Asio are all seen, whatever library
/// their code lies in. All counters are relaxed: they add no happens-before edge.

/// Begins a case: the k-th creation from now on fails with EAGAIN (0: none does).
void begin_counting_threads(std::uint32_t fail_at);
/// Ends the fault: creations succeed again.
void stop_failing_threads();
/// How many creations there were since the case began, the one that failed among them.
[[nodiscard]] std::uint32_t counted_threads();
/// Threads created by the subject whose start function has not ended.
[[nodiscard]] std::uint32_t live_threads();
/// Blocks until no more than that many live.
void wait_for_threads(std::uint32_t at_most);

/// What pthread_create does in this process: counts, fails where it shall, and creates a thread, under
/// control a logical one.
int create_thread(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*), void* argument,
                  void* caller);

/// How many threads the calling thread has created for the subject.
[[nodiscard]] std::uint32_t created_by_this_thread();

/// A small number for the calling thread, the same for as long as it lives.
[[nodiscard]] std::uint32_t thread_number();

/// While it lives, threads that the calling thread creates are the harness's own: not counted, never made to
/// fail.
class own_threads {
 public:
  own_threads();
  ~own_threads();
  own_threads(const own_threads&) = delete;
  own_threads& operator=(const own_threads&) = delete;
};

}  // namespace gauntlet::schedule
