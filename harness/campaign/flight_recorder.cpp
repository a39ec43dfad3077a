#include "harness/campaign/flight_recorder.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>

#include "harness/campaign/symbolizer.hpp"
#include "harness/schedule/describe_wait.hpp"

namespace gauntlet::campaign {
namespace {

using protocol::schedule_record;
using protocol::schedule_step;
using schedule::flight_record;
using places = std::map<std::uintptr_t, std::vector<source_place>>;

/// The process may have overwritten its memory, so counts are clamped to the capacity.
std::uint32_t steps_of(const flight_record& record) {
  return std::min(record.so_far.steps, flight_record::capacity - 1);
}

using stack = std::vector<std::uintptr_t>;

stack read_stack(const std::uintptr_t (&frames)[flight_record::depth]) {
  return {std::begin(frames), std::find(std::begin(frames), std::end(frames), 0)};
}
stack stack_of(const flight_record& record, std::uint32_t step) {
  return step < flight_record::stacks ? read_stack(record.stack[step]) : stack{};
}
std::uint32_t waiting_in(const flight_record& record) {
  return std::min(record.waiting_count, schedule::max_threads);
}

bool is_system(const std::string& file) { return file.empty() || file.starts_with("/usr/"); }
bool is_engine(const std::string& file) { return file.find("harness/schedule/") != std::string::npos; }

/// Returns the innermost place that is neither in a system library nor in the scheduler. Returns an empty
/// place if there is none.
source_place subject_place(const stack& frames, const places& known) {
  for (const auto address : frames)
    for (const source_place& place : known.at(address))
      if (!is_system(place.file) && !is_engine(place.file)) return place;
  return {};
}

std::string file_and_line(const source_place& place) {
  return fmt::format("{}:{}", std::filesystem::path(place.file).filename().string(), place.line);
}

places places_in(const flight_record& record, const std::filesystem::path& program) {
  if (record.wants_stacks == 0) return {};
  std::vector<std::uintptr_t> addresses;
  for (std::uint32_t i = 1; i <= steps_of(record); ++i) {
    const auto frames = stack_of(record, i);
    addresses.insert(addresses.end(), frames.begin(), frames.end());
  }
  for (std::uint32_t i = 0; i < waiting_in(record); ++i) {
    const auto frames = read_stack(record.waiting_stack[i]);
    addresses.insert(addresses.end(), frames.begin(), frames.end());
  }
  return symbolize(program, addresses);
}

schedule_step read_step(const flight_record& record, std::uint32_t i, const places& known) {
  const schedule::step& raw = record.trace[i];
  schedule_step out;
  out.thread = raw.thread;
  out.does = static_cast<std::uint32_t>(raw.kind) < schedule::op_count ? phrase(raw.kind) : "?";
  out.object = raw.object;
  out.switched = i > 1 && raw.thread != record.trace[i - 1].thread;
  out.preempted = raw.preempted;
  if (record.wants_stacks == 0) return out;
  const auto place = subject_place(stack_of(record, i), known);
  if (place.line == 0) return out;
  out.where = file_and_line(place);
  out.in = place.function;
  return out;
}

std::string read_wait(const flight_record& record, std::uint32_t i, const places& known) {
  auto waiting = record.waiting[i];
  if (static_cast<std::uint32_t>(waiting.before.kind) >= schedule::op_count) waiting.before = {};
  auto text = schedule::describe_wait(waiting);
  if (record.wants_stacks == 0) return text;
  const auto place = subject_place(read_stack(record.waiting_stack[i]), known);
  return place.line == 0 ? text : text + ", at " + file_and_line(place);
}

/// Returns the number of the logical thread whose creation this line of a ThreadSanitizer report introduces:
/// "  Thread T3 'logical 2' (…) created by … at:". Returns nullopt for any other line.
std::optional<std::uint16_t> logical_thread_in(std::string_view line) {
  constexpr std::string_view name = " 'logical ";
  const auto at = line.find(name);
  if (!line.starts_with("  Thread T") || at == line.npos) return std::nullopt;
  if (line.find(" created by ", at) == line.npos || !line.ends_with(" at:\n")) return std::nullopt;
  std::uint16_t number = 0;
  const auto* begin = line.data() + at + name.size();
  const auto [end, error] = std::from_chars(begin, line.data() + line.size(), number);
  if (error != std::errc() || *end != '\'') return std::nullopt;
  return number;
}

/// Returns the frames of the subject at the first step of a thread, as lines of a stack.
std::string start_of(const flight_record& record, std::uint16_t thread, const places& known) {
  std::uint32_t start = 1;
  while (start <= steps_of(record) && record.trace[start].thread != thread) ++start;
  std::string out;
  int frame = 0;
  for (const auto address : stack_of(record, start))
    for (const source_place& place : known.at(address))
      if (!is_system(place.file) && !is_engine(place.file))
        out += fmt::format("    #{} {} {}:{}\n", frame++, place.function, place.file, place.line);
  return frame > 0 ? out : "    (by the harness)\n";
}

}  // namespace

flight_recorder::flight_recorder(bool with_stacks)
    : file_(memfd_create("gauntlet-flight-record", MFD_CLOEXEC)), record_(nullptr) {
  void* mapped = MAP_FAILED;
  if (file_ >= 0 && ftruncate(file_, sizeof(flight_record)) == 0)
    mapped = mmap(nullptr, sizeof(flight_record), PROT_READ | PROT_WRITE, MAP_SHARED, file_, 0);
  if (mapped == MAP_FAILED)
    throw std::system_error(errno, std::generic_category(),
                            "cannot create the shared memory of the flight record");
  record_ = static_cast<flight_record*>(mapped);
  record_->wants_stacks = with_stacks ? 1 : 0;
}

flight_recorder::~flight_recorder() {
  munmap(record_, sizeof(flight_record));
  close(file_);
}

void flight_recorder::clear() {
  record_->number = 0;
  record_->so_far = {};
  record_->decision_count = record_->waiting_count = 0;
}

std::optional<schedule_record> flight_recorder::last(const std::filesystem::path& program) const {
  const flight_record& record = *record_;
  if (record.number == 0) return std::nullopt;
  // Impossible numbers: the subject has overwritten the record.
  if (record.so_far.steps > flight_record::capacity || record.decision_count > flight_record::capacity)
    return std::nullopt;
  schedule_record out;
  out.strategy.assign(record.strategy, strnlen(record.strategy, sizeof record.strategy));
  out.number = record.number;
  out.steps = record.so_far.steps;
  out.switches = record.so_far.switches;
  out.preemptions = record.so_far.preemptions;
  out.fingerprint = record.so_far.fingerprint;
  out.faults = record.faults;
  out.plain_accesses = record.plain_accesses;
  out.decisions.assign(record.decisions, record.decisions + record.decision_count);
  std::copy_if(out.decisions.begin(), out.decisions.end(), std::back_inserter(out.draws),
               [](std::uint16_t decision) { return decision >= flight_record::drawn; });
  const auto known = places_in(record, program);
  for (std::uint32_t i = 1; i <= steps_of(record); ++i) {
    out.trace.push_back(read_step(record, i, known));
    if (record.trace[i].chosen && out.trace.back().switched)
      out.switched.emplace_back(i - 1, record.trace[i].thread);
  }
  for (std::uint32_t i = 0; i < waiting_in(record); ++i)
    out.waiting.emplace_back(record.waiting[i].id, read_wait(record, i, known));
  return out;
}

std::string flight_recorder::with_thread_starts(const std::string& text,
                                                const std::filesystem::path& program) const {
  const auto known = places_in(*record_, program);
  if (known.empty()) return text;
  std::string out;
  bool replaces_frames = false;  // the present frames belong to a thread start that is replaced
  for (std::string_view rest = text; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n') + 1);
    rest.remove_prefix(line.empty() ? rest.size() : line.size());
    if (replaces_frames && line.starts_with("    #")) continue;
    out += line;
    const auto thread = logical_thread_in(line);
    replaces_frames = thread.has_value();
    if (thread) out += start_of(*record_, *thread, known);
  }
  return out;
}

}  // namespace gauntlet::campaign
