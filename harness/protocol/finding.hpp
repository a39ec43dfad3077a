#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gauntlet/detail/schedule_options.hpp"
#include "harness/check/property.hpp"
#include "harness/history/history.hpp"

namespace gauntlet::protocol {

/// Who found it.
enum class oracle : std::uint8_t { property, tsan, asan, lsan, ubsan, crash, hang, oom };
[[nodiscard]] std::string_view name_of(oracle oracle);

/// One step of a schedule, as a person reads it.
struct schedule_step {
  std::uint32_t thread = 0;
  std::string does;          ///< "locks a mutex"
  std::uint32_t object = 0;  ///< 0: none
  std::string where, in;     ///< "fail_fast.hpp:42", and the function; empty where that is not known
  bool switched = false;     ///< another thread ran before …
  bool preempted = false;    ///< … and could have gone on
  friend bool operator==(const schedule_step&, const schedule_step&) = default;
};
/// "thread 1 locks a mutex (object 3)": what must be the same when the schedule runs again.
[[nodiscard]] std::string describe(const schedule_step& step);

/// The schedule in which an explored case failed: enough to run it again.
struct schedule_record {
  std::string strategy;
  std::uint32_t number = 0;  ///< of the schedules of its case, from 1
  std::uint32_t steps = 0, switches = 0, preemptions = 0;
  std::uint64_t fingerprint = 0;     ///< of all its steps: the same for the same schedule, in every process
  schedule::schedule_faults faults;  ///< that were allowed
  bool plain_accesses = false;       ///< were scheduling points
  std::vector<std::uint16_t> decisions;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> switched;  ///< each switch: before which step, to whom
  std::vector<std::uint16_t> draws;  ///< of the decisions, those that are no thread
  std::vector<schedule_step> trace;  ///< every step, from the first
  /// Who had not ended when it was abandoned, and at what: "locks a mutex (object 3), held by thread 0, …".
  std::vector<std::pair<std::uint32_t, std::string>> waiting;
  friend bool operator==(const schedule_record&, const schedule_record&) = default;
};
[[nodiscard]] nlohmann::json to_json(const schedule_record& schedule);
[[nodiscard]] schedule_record read_schedule(const nlohmann::json& in);

/// What went wrong in one case, as the runner (or, where the runner died, the orchestrator) tells it.
struct finding {
  enum oracle oracle = oracle::property;
  /// What identifies it: "P08"; "tsan:data-race"; "asan:heap-use-after-free"; "lsan:leak"; "crash:SIGSEGV";
  /// "oom". A hang has the property that forbids it.
  std::string key;
  std::vector<std::string> also;  ///< the other keys of the same case
  std::string sentence;
  std::string sanitizer;  ///< the sanitizer's report, or the last words of a process that died
  std::vector<check::event_ref> evidence;
  std::optional<history::history> history;  ///< none where the process died with it
  std::optional<schedule_record> schedule;  ///< where it was explored

  /// Whether the case failed for this reason, first or not.
  [[nodiscard]] bool has(std::string_view wanted) const;
};

[[nodiscard]] nlohmann::json to_json(const finding& finding);
/// Requires: made by `to_json`. Errors: nlohmann::json::exception.
[[nodiscard]] finding read_finding(const nlohmann::json& in);
/// The same, of what a runner told. What is no finding is one: the subject wrote over the runner's memory.
[[nodiscard]] finding read_reported_finding(const nlohmann::json& in);

}  // namespace gauntlet::protocol
