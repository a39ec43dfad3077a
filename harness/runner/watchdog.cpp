#include "harness/runner/watchdog.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "harness/plan/prng.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/threads.hpp"

namespace gauntlet::runner {
namespace {

constexpr std::uint32_t sample_ms = 50;

/// Returns the ids of the threads of a process.
std::vector<int> threads_of(int process) {
  std::vector<int> ids;
  char path[64];
  std::snprintf(path, sizeof path, "/proc/%d/task", process);
  DIR* folder = opendir(path);
  if (folder == nullptr) return ids;
  while (const dirent* entry = readdir(folder))
    if (entry->d_name[0] != '.') ids.push_back(std::atoi(entry->d_name));
  closedir(folder);
  return ids;
}

/// Reads a small file of /proc. Returns "" if it no longer exists.
template <std::size_t Size>
const char* read_text(const char* path, char (&text)[Size]) {
  text[0] = '\0';
  const int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return text;
  const auto length = read(fd, text, Size - 1);
  close(fd);
  text[length > 0 ? length : 0] = '\0';
  return text;
}

/// Returns the processes that a thread of this process started, for example the symbolizer of a sanitizer.
std::vector<int> children_of(int thread) {
  char path[64], text[4096];
  std::snprintf(path, sizeof path, "/proc/self/task/%d/children", thread);
  std::vector<int> ids;
  char* end = nullptr;
  for (const char* at = read_text(path, text); *at != '\0'; at = end) {
    const auto id = std::strtol(at, &end, 10);
    if (end == at) break;
    ids.push_back(static_cast<int>(id));
  }
  return ids;
}

struct thread_state {
  bool sleeping = false;
  std::uint64_t switches = 0;
};

/// Reads /proc/ID/status, which exists for threads and for processes. A thread that is ending counts as
/// awake.
thread_state state_of(int id) {
  char path[64], text[4096];
  std::snprintf(path, sizeof path, "/proc/%d/status", id);
  read_text(path, text);
  thread_state state;
  if (const char* at = std::strstr(text, "State:\t")) state.sleeping = at[7] == 'S';
  for (const char* field : {"\nvoluntary_ctxt_switches:\t", "\nnonvoluntary_ctxt_switches:\t"})
    if (const char* at = std::strstr(text, field))
      state.switches += std::strtoull(at + std::strlen(field), nullptr, 10);
  return state;
}

}  // namespace

watchdog::watchdog(limits limits, std::function<void(reason)> on_hang)
    : limits_(limits), on_hang_(std::move(on_hang)) {
  const schedule::harness_threads thread_of_the_harness;
  thread_ = std::thread([this] { run(); });
  // After the first thread has started: ThreadSanitizer then starts a background thread of its own. That
  // thread never rests, and does not belong to a case.
  for (const int id : threads_of(getpid()))
    if (id != static_cast<int>(getpid())) bystanders_.insert(id);
}

watchdog::~watchdog() {
  stop_.store(true);
  thread_.join();
}

// Not inline: ThreadSanitizer must observe both the release and the acquire, and the callers are not
// instrumented.
void watchdog::begin() { case_.store(++number_, std::memory_order_release); }
void watchdog::end() { case_.store(0, std::memory_order_relaxed); }

/// Returns whether every thread sleeps, and none was scheduled since the last call. The threads of child
/// processes are included: a sanitizer that reports waits for its symbolizer, which can take long on a busy
/// machine.
bool watchdog::quiet_since_last_sample() {
  std::uint64_t sample = 1;
  bool asleep = true;
  const auto sample_thread = [&](int id) {
    const thread_state state = state_of(id);
    asleep = asleep && state.sleeping;
    sample = plan::mix(sample ^ (static_cast<std::uint64_t>(id) << 40) ^ state.switches);
  };
  for (const int id : threads_of(getpid())) {
    if (!bystanders_.contains(id)) sample_thread(id);
    for (const int child : children_of(id))
      for (const int thread : threads_of(child)) sample_thread(thread);
  }
  const bool same = sample == last_sample_;
  last_sample_ = sample;
  return asleep && same;
}

void watchdog::run() {
  std::uint64_t observed = 0;
  std::uint32_t age_ms = 0, quiet_ms = 0;
  while (!stop_.load()) {
    schedule::sleep_us(sample_ms * 1000);
    const auto running = case_.load(std::memory_order_acquire);
    if (running == 0 || running != observed) {
      observed = running;
      age_ms = quiet_ms = 0;
      continue;
    }
    age_ms += sample_ms;
    quiet_ms = quiet_since_last_sample() ? quiet_ms + sample_ms : 0;
    if (quiet_ms < limits_.quiet_ms && age_ms < limits_.patience_ms) continue;
    on_hang_(quiet_ms >= limits_.quiet_ms ? reason::deadlock : reason::livelock);
    return;
  }
}

}  // namespace gauntlet::runner
