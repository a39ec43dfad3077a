#include "harness/schedule/watchdog.hpp"

#include <signal.h>

#include <algorithm>

#include "harness/schedule/pause.hpp"
#include "harness/schedule/threads.hpp"

namespace gauntlet::schedule {
namespace {
constexpr std::uint32_t sample_ms = 50;
}  // namespace

watchdog::watchdog(limits limits, std::function<void(reason)> on_hang, std::uint64_t (*progress)())
    : limits_(limits), patience_ms_(limits.patience_ms), on_hang_(std::move(on_hang)), progress_(progress) {
  if (progress_ != nullptr) progress_();  // the first call of the_scheduler must be made by this thread
  const harness_threads thread_of_the_harness;
  // A signal to the process must reach a thread of the program.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  thread_ = std::thread([this] { run(); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  // After the first thread has started: ThreadSanitizer then starts a background thread of its own. That
  // thread never rests, and does not belong to a case.
  for_each_other_thread([](void* to, int id) { static_cast<std::vector<int>*>(to)->push_back(id); },
                        &bystanders_);
  std::sort(bystanders_.begin(), bystanders_.end());
}

watchdog::~watchdog() {
  stop_.store(1);
  wake_all(stop_);
  thread_.join();
}

// Not inline: ThreadSanitizer must observe both the release and the acquire, and the callers are not
// instrumented.
void watchdog::begin() { __atomic_store_n(&case_, ++number_, __ATOMIC_RELEASE); }
void watchdog::end() { __atomic_store_n(&case_, 0, __ATOMIC_RELAXED); }

/// Returns whether every thread sleeps, and none was scheduled since the last call.
bool watchdog::quiet_since_last_sample(const process_activity& now) {
  const bool same = now.switches == last_sample_;
  last_sample_ = now.switches;
  return now.asleep && same;
}

void watchdog::run() {
  std::uint64_t observed = 0, progress = 0;
  std::uint32_t age_ms = 0, quiet_ms = 0;
  while (!block_until_at_least(stop_, 1, sample_ms)) {
    const auto running = __atomic_load_n(&case_, __ATOMIC_ACQUIRE);
    const auto progress_now = progress_ == nullptr || running == 0 ? 0 : progress_();
    if (running == 0 || running != observed || progress_now != progress) {
      observed = running;
      progress = progress_now;
      age_ms = quiet_ms = 0;
      continue;
    }
    // A sanitizer waits for its symbolizer, which does not count against the patience of the case.
    const auto activity = read_activity(bystanders_.data(), bystanders_.size());
    age_ms += activity.symbolizer_awake ? 0 : sample_ms;
    quiet_ms = quiet_since_last_sample(activity) ? quiet_ms + sample_ms : 0;
    if (quiet_ms < limits_.quiet_ms && age_ms < patience_ms_.load()) continue;
    on_hang_(quiet_ms >= limits_.quiet_ms ? reason::deadlock : reason::livelock);
    return;
  }
}

}  // namespace gauntlet::schedule
