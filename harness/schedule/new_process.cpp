#include "harness/schedule/new_process.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <initializer_list>

#include "harness/schedule/child_process.hpp"
#include "harness/schedule/engine/last_schedule.hpp"
#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {
namespace {

using machine::system_call;
using verdict = replay_comparison::verdict;

constexpr std::uint32_t patience_ms = 30'000;
constexpr const char* variable = "GAUNTLET_REPLAY_REQUEST=";

// The file that both processes map: the record of the new process, and then the request.
constexpr std::size_t request_at = (sizeof(flight_record) + 4095) / 4096 * 4096;
constexpr std::size_t file_size = request_at + sizeof(replay_request);

bool replaying = false;  // this process runs the requested schedule

bool begins_with(const char* text, const char* prefix) {
  while (*prefix != '\0')
    if (*text++ != *prefix++) return false;
  return true;
}

/// Returns the value of an environment variable, given as "NAME="; null if it is not set. Not getenv, which a
/// sanitizer may intercept.
const char* value_of(const char* name) {
  for (char** each = environ; *each != nullptr; ++each) {
    if (!begins_with(*each, name)) continue;
    const char* value = *each;
    while (*value++ != '=') {
    }
    return value;
  }
  return nullptr;
}

/// Maps the file; null if that fails.
char* map(long file) {
  const long got = system_call(SYS_mmap, 0, file_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return got < 0 && got > -4096 ? nullptr : reinterpret_cast<char*>(got);
}

int file_of_request() {
  const char* text = value_of(variable);
  if (text == nullptr) return -1;
  int file = 0;
  for (; *text >= '0' && *text <= '9'; ++text) file = file * 10 + (*text - '0');
  return file;
}

replay_request* mapped_request() {
  static replay_request* request = nullptr;
  static bool looked = false;
  if (looked) return request;
  looked = true;
  const int file = file_of_request();
  char* mapped = file < 0 ? nullptr : map(file);
  if (mapped != nullptr) request = reinterpret_cast<replay_request*>(mapped + request_at);
  return request;
}

// ---- the command

/// The words of a command, and their text.
struct command {
  static constexpr std::size_t max_words = 4096, max_text = 1u << 17;
  const char* arguments[max_words];
  std::size_t argument_count;
  const char* environment[max_words];
  std::size_t environment_count;
  char text[max_text];
  std::size_t length;

  /// Appends words to the text. Returns where they begin; null if there is no room.
  const char* add(const char* words, const char* more) {
    const char* begin = text + length;
    for (const char* each : {words, more})
      for (; *each != '\0'; ++each) {
        if (length + 1 >= max_text) return nullptr;
        text[length++] = *each;
      }
    text[length++] = '\0';
    return begin;
  }
};
command the_command;  // too large for the stack of a signal handler

/// Reads the arguments of this process. Returns false if they have no room.
bool read_arguments(command& to) {
  const long file =
      system_call(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/proc/self/cmdline"), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  to.argument_count = to.length = 0;
  for (;;) {
    const long n = system_call(SYS_read, file, reinterpret_cast<long>(to.text + to.length),
                               static_cast<long>(command::max_text - to.length));
    if (n <= 0) break;
    to.length += static_cast<std::size_t>(n);
  }
  system_call(SYS_close, file);
  if (to.length == 0 || to.length == command::max_text) return false;
  bool at_begin = true;
  for (std::size_t i = 0; i < to.length; ++i) {
    if (at_begin && to.argument_count + 8 > command::max_words) return false;
    if (at_begin) to.arguments[to.argument_count++] = to.text + i;
    at_begin = to.text[i] == '\0';
  }
  return true;
}

/// Copies the environment. GoogleTest's variables for shards would exclude the test; it creates the file of
/// TEST_PREMATURE_EXIT_FILE, and removes it when it ends.
bool copy_environment(command& to) {
  static constexpr const char* omitted[] = {
      "GTEST_TOTAL_SHARDS=",       "GTEST_SHARD_INDEX=", "TEST_TOTAL_SHARDS=",
      "TEST_PREMATURE_EXIT_FILE=", "GTEST_OUTPUT=",      "GTEST_FILTER="};
  to.environment_count = 0;
  for (char** each = environ; *each != nullptr; ++each) {
    bool copied = true;
    for (const char* name : omitted) copied = copied && !begins_with(*each, name);
    if (!copied) continue;
    if (to.environment_count + 2 > command::max_words) return false;
    to.environment[to.environment_count++] = *each;
  }
  return true;
}

/// Completes the command: this program, in the environment that tells it to replay.
bool prepare(command& to, const explore_call& call, long file) {
  if (!read_arguments(to) || !copy_environment(to)) return false;
  if (call.test[0] != '\0')
    for (const char* option : {to.add("--gtest_filter=", call.test), to.add("--gtest_output=", "")}) {
      if (option == nullptr) return false;
      to.arguments[to.argument_count++] = option;
    }
  to.arguments[to.argument_count] = nullptr;
  char digits[16];
  char* at = digits + sizeof digits - 1;
  *at = '\0';
  do *--at = static_cast<char>('0' + file % 10);
  while ((file /= 10) != 0);
  const char* assignment = to.add(variable, at);
  if (assignment == nullptr) return false;
  to.environment[to.environment_count++] = assignment;
  to.environment[to.environment_count] = nullptr;
  return true;
}

// ---- the comparison

void write_request(replay_request& to, const explore_call& call) {
  const flight_record& last = last_flight_record();
  for (std::size_t i = 0; i < sizeof to.call.test; ++i) to.call.test[i] = call.test[i];
  to.call.number = call.number;
  to.plain_accesses = last.plain_accesses;
  to.decision_count = last.decision_count;
  for (std::uint32_t i = 0; i < last.decision_count; ++i) to.decisions[i] = last.decisions[i];
}

bool same_operation(const step& a, const step& b) {
  return a.thread == b.thread && a.kind == b.kind && a.object == b.object;
}

/// Returns the number of the first step that differs, or 0 if all steps are equal.
std::uint32_t first_difference(const flight_record& a, const flight_record& b) {
  const std::uint32_t most = a.so_far.steps > b.so_far.steps ? a.so_far.steps : b.so_far.steps;
  for (std::uint32_t number = 1; number <= most && number < flight_record::capacity; ++number) {
    if (number > a.so_far.steps || number > b.so_far.steps) return number;
    if (!same_operation(a.trace[number], b.trace[number])) return number;
  }
  return 0;
}

step step_of(const flight_record& record, std::uint32_t number) {
  if (number >= 1 && number <= record.so_far.steps) return record.trace[number];
  step none;
  none.thread = no_step;
  return none;
}

replay_comparison not_tried(const char* why) {
  replay_comparison out;
  out.why_not_tried = why;
  return out;
}

/// The new process recorded call stacks.
void take_stacks_of_waiting_threads(const flight_record& replayed) {
  flight_record& last = last_flight_record();
  for (std::uint32_t i = 0; i < last.waiting_count; ++i)
    for (std::uint32_t frame = 0; frame < flight_record::depth; ++frame)
      last.waiting_stack[i][frame] = replayed.waiting_stack[i][frame];
}

replay_comparison compare(const flight_record& replayed, const schedule_end& recorded_end,
                          const schedule_end& replayed_end) {
  if (replayed_end.how == end_of_schedule::none)
    return not_tried("the new process ended before it replayed the schedule");
  const flight_record& last = last_flight_record();
  replay_comparison out;
  out.end = replayed_end;
  out.differs_at = first_difference(last, replayed);
  out.recorded = step_of(last, out.differs_at);
  out.replayed = step_of(replayed, out.differs_at);
  const bool same =
      out.differs_at == 0 && replayed_end == recorded_end && last.so_far.how == replayed.so_far.how;
  out.result = same ? verdict::same : verdict::different;
  if (same) take_stacks_of_waiting_threads(replayed);
  return out;
}

replay_comparison replay_with(char* mapped, long file, const explore_call& call, const schedule_end& end) {
  auto& request = *reinterpret_cast<replay_request*>(mapped + request_at);
  write_request(request, call);
  reinterpret_cast<flight_record*>(mapped)->wants_stacks = 1;
  if (!prepare(the_command, call, file)) return not_tried("its command is too long");
  const long child = start_program(
      {"/proc/self/exe", the_command.arguments, the_command.environment, -1, static_cast<int>(file)});
  if (child < 0) return not_tried("the program could not be started again");
  if (wait_for_program(child, patience_ms) < 0 && request.answer.how == end_of_schedule::none)
    return not_tried("the new process did not replay the schedule within 30 s");
  return compare(*reinterpret_cast<const flight_record*>(mapped), end, request.answer);
}

bool switched_off() {
  const char* chosen = value_of("GAUNTLET_VERIFY=");
  return chosen != nullptr && chosen[0] == '0' && chosen[1] == '\0';
}

}  // namespace

const replay_request* requested_replay() { return mapped_request(); }
void share_record_of_replay() {
  share_flight_record(file_of_request());
  replaying = true;
}
void answer_replay(schedule_end end) {
  if (replaying) mapped_request()->answer = end;
}

replay_comparison replay_in_new_process(const explore_call& call, schedule_end end) {
  if (mapped_request() != nullptr) return not_tried("this process replays a schedule itself");
  if (switched_off()) return not_tried("GAUNTLET_VERIFY is 0");
  const long file = system_call(SYS_memfd_create, reinterpret_cast<long>("replay"), MFD_CLOEXEC);
  if (file < 0) return not_tried("no memory file could be made");
  char* mapped = system_call(SYS_ftruncate, file, file_size) < 0 ? nullptr : map(file);
  const auto out =
      mapped == nullptr ? not_tried("no memory file could be made") : replay_with(mapped, file, call, end);
  if (mapped != nullptr) system_call(SYS_munmap, reinterpret_cast<long>(mapped), file_size);
  system_call(SYS_close, file);
  return out;
}

}  // namespace gauntlet::schedule
