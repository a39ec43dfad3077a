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

/// What detected the failure.
enum class oracle : std::uint8_t { property, tsan, asan, lsan, ubsan, crash, hang, oom };
[[nodiscard]] std::string_view name_of(oracle oracle);

/// One step of a schedule, in a form that reports show.
struct schedule_step {
  std::uint32_t thread = 0;
  std::string does;          ///< the operation, in words: "locks a mutex"
  std::uint32_t object = 0;  ///< 0: none
  std::string where, in;     ///< "fail_fast.hpp:42", and the function; empty if unknown
  bool switched = false;     ///< another thread ran the step before
  bool preempted = false;    ///< that thread could have continued
  friend bool operator==(const schedule_step&, const schedule_step&) = default;
};
/// Returns the step in words: "thread 1 locks a mutex (object 3)". A replay compares these words with the
/// recorded ones.
[[nodiscard]] std::string describe(const schedule_step& step);

/// The schedule in which an explored case failed. It holds all that a replay needs.
struct schedule_record {
  std::string strategy;
  std::uint32_t number = 0;  ///< the position among the schedules of its case, from 1
  std::uint32_t steps = 0, switches = 0, preemptions = 0;
  std::uint64_t fingerprint = 0;     ///< a hash of all steps; equal for equal schedules, in every process
  schedule::schedule_faults faults;  ///< how many faults of each kind the schedule was allowed
  bool plain_accesses = false;       ///< plain memory accesses were scheduling points
  std::vector<std::uint16_t> decisions;
  /// Each switch: the step before which it happens, and the thread that runs next.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> switched;
  std::vector<std::uint16_t> draws;  ///< the decisions that choose something other than a thread
  std::vector<schedule_step> trace;  ///< every step, from the first
  /// The threads that had not ended when the schedule was abandoned, each with its pending operation: "locks
  /// a mutex (object 3), held by thread 0, …".
  std::vector<std::pair<std::uint32_t, std::string>> waiting;
  friend bool operator==(const schedule_record&, const schedule_record&) = default;
};
[[nodiscard]] nlohmann::json to_json(const schedule_record& schedule);
[[nodiscard]] schedule_record read_schedule(const nlohmann::json& in);

/// The key of a report of ThreadSanitizer about two lock orders.
inline constexpr const char* lock_order_key = "tsan:lock-order-inversion";

/// One reason for which a case failed. The sentence and the evidence are those of the key.
struct reason {
  enum oracle oracle = oracle::property;
  /// Identifies the failure: "P08", "tsan:data-race", "asan:heap-use-after-free", "lsan:leak",
  /// "crash:SIGSEGV", "oom". The key of a hang is the property that forbids it.
  std::string key;
  std::string sentence;
  std::vector<check::event_ref> evidence;
  friend bool operator==(const reason&, const reason&) = default;
};

/// A failure of one case, with its most specific reason first. The runner reports it, or the orchestrator if
/// the runner crashed.
struct finding : reason {
  std::vector<reason> also;  ///< the other reasons of the same case, each key once
  std::string sanitizer;     ///< the report of a sanitizer, or the stderr of a process that crashed
  std::optional<history::history> history;  ///< nullopt if the process crashed during the case
  std::optional<schedule_record> schedule;  ///< set if the case was explored

  /// Adds a sentence. Ends the present text with a full stop first, if it has none.
  void add_sentence(std::string_view more);
  /// Returns whether the case failed with this key, either as `key` or in `also`.
  [[nodiscard]] bool has(std::string_view wanted) const;
  /// Returns the finding with the reason of that key first, and the present first reason in `also`. Returns
  /// it unchanged if no reason has that key.
  [[nodiscard]] finding told_as(std::string_view wanted) const;
  /// Adds a reason to `also`, unless the case already failed with its key.
  void add_reason(reason more);
};

[[nodiscard]] nlohmann::json to_json(const finding& finding);
/// Requires: `to_json` made `in`. Errors: nlohmann::json::exception.
[[nodiscard]] finding read_finding(const nlohmann::json& in);
/// Reads a finding that a runner reported. If it cannot be read, returns a finding `crash:spoilt-memory`: the
/// subject has overwritten the memory of the runner.
[[nodiscard]] finding read_reported_finding(const nlohmann::json& in);

}  // namespace gauntlet::protocol
