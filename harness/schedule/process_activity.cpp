#include "harness/schedule/process_activity.hpp"

#include <fcntl.h>
#include <sys/syscall.h>

#include <initializer_list>

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {
namespace {

using machine::system_call;

/// A path in /proc, for example "/proc/17/task".
class proc_path {
 public:
  proc_path& operator+=(const char* text) {
    while (*text != '\0' && end_ < text_ + sizeof text_ - 1) *end_++ = *text++;
    *end_ = '\0';
    return *this;
  }
  proc_path& operator+=(long number) {
    char digits[24];
    char* at = digits + sizeof digits - 1;
    *at = '\0';
    do *--at = static_cast<char>('0' + number % 10);
    while ((number /= 10) != 0);
    return *this += at;
  }
  [[nodiscard]] long open(int flags) const {
    return system_call(SYS_openat, AT_FDCWD, reinterpret_cast<long>(text_), flags | O_RDONLY | O_CLOEXEC);
  }

 private:
  char text_[64];
  char* end_ = text_;
};

/// Reads a small file of /proc. The text is empty if the file no longer exists.
template <std::size_t Size>
void read_text(const proc_path& path, char (&text)[Size]) {
  text[0] = '\0';
  const long fd = path.open(0);
  if (fd < 0) return;
  const long length = system_call(SYS_read, fd, reinterpret_cast<long>(text), Size - 1);
  system_call(SYS_close, fd);
  text[length > 0 ? length : 0] = '\0';
}

/// Skips blanks, reads a decimal number, and advances `at` past it. Returns -1 if no digit follows the
/// blanks.
long number_at(const char*& at) {
  while (*at == ' ' || *at == '\t') ++at;
  if (*at < '0' || *at > '9') return -1;
  long number = 0;
  while (*at >= '0' && *at <= '9') number = number * 10 + (*at++ - '0');
  return number;
}

/// Returns the text after the first occurrence of `field`, or null if the field does not occur.
const char* behind(const char* text, const char* field) {
  for (; *text != '\0'; ++text) {
    const char *at = text, *wanted = field;
    while (*wanted != '\0' && *at == *wanted) ++at, ++wanted;
    if (*wanted == '\0') return at;
  }
  return nullptr;
}

/// The record that getdents64 writes for each entry of a folder.
struct folder_entry {
  std::uint64_t inode;
  std::int64_t next;
  std::uint16_t length;
  std::uint8_t type;
  char name[1];
};

/// Calls visit(id) for each thread of a process.
template <class Visit>
void for_each_thread(long process, Visit visit) {
  proc_path path;
  (((path += "/proc/") += process) += "/task");
  const long fd = path.open(O_DIRECTORY);
  if (fd < 0) return;
  alignas(8) char entries[4096];
  for (;;) {
    const long bytes = system_call(SYS_getdents64, fd, reinterpret_cast<long>(entries), sizeof entries);
    if (bytes <= 0) break;
    for (long at = 0; at < bytes;) {
      const auto& entry = *reinterpret_cast<const folder_entry*>(entries + at);
      const char* name = entry.name;
      if (const long id = number_at(name); id >= 0) visit(static_cast<int>(id));
      at += entry.length;
    }
  }
  system_call(SYS_close, fd);
}

/// Calls visit(id) for each process that the thread of this process started.
template <class Visit>
void for_each_child(int thread, Visit visit) {
  proc_path path;
  (((path += "/proc/self/task/") += thread) += "/children");
  char text[4096];
  read_text(path, text);
  const char* at = text;
  for (long id = number_at(at); id >= 0; id = number_at(at)) visit(id);
}

std::uint64_t mix(std::uint64_t hash) {
  hash *= 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

/// Adds a thread. /proc/ID/status exists for threads and for processes. A thread that is ending counts as
/// awake. Returns whether it sleeps.
bool add_thread(int id, process_activity& to) {
  proc_path path;
  (((path += "/proc/") += id) += "/status");
  char text[4096];
  read_text(path, text);
  const char* state = behind(text, "State:\t");
  const bool sleeps = state != nullptr && *state == 'S';
  std::uint64_t switches = 0;
  for (const char* field : {"\nvoluntary_ctxt_switches:", "\nnonvoluntary_ctxt_switches:"})
    if (const char* at = behind(text, field)) switches += static_cast<std::uint64_t>(number_at(at));
  to.asleep = to.asleep && sleeps;
  to.switches = mix(to.switches ^ (static_cast<std::uint64_t>(id) << 40) ^ switches);
  return sleeps;
}

bool contains(const int* sorted, std::size_t count, int id) {
  while (count > 0) {
    const std::size_t half = count / 2;
    if (sorted[half] == id) return true;
    const bool above = sorted[half] < id;
    sorted += above ? half + 1 : 0;
    count = above ? count - half - 1 : half;
  }
  return false;
}

}  // namespace

void for_each_other_thread(void (*visit)(void*, int), void* to) {
  const long process = system_call(SYS_getpid);
  for_each_thread(process, [&](int id) {
    if (id != process) visit(to, id);
  });
}

void for_each_child_process(void (*visit)(void*, long), void* to) {
  for_each_thread(system_call(SYS_getpid),
                  [&](int id) { for_each_child(id, [&](long child) { visit(to, child); }); });
}

bool is_symbolizer(long process) {
  proc_path path;
  (((path += "/proc/") += process) += "/comm");
  char name[64];
  read_text(path, name);
  return behind(name, "llvm-symbolizer") != nullptr || behind(name, "addr2line") != nullptr;
}

process_activity read_activity(const int* except, std::size_t count) {
  process_activity out;
  for_each_thread(system_call(SYS_getpid), [&](int id) {
    if (contains(except, count, id)) return;
    add_thread(id, out);
    for_each_child(id, [&](long child) {
      bool awake = false;
      for_each_thread(child, [&](int thread) { awake = !add_thread(thread, out) || awake; });
      if (awake && is_symbolizer(child)) out.symbolizer_awake = true;
    });
  });
  return out;
}

}  // namespace gauntlet::schedule
