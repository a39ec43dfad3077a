#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/plan/plan.hpp"
#include "harness/protocol/answer.hpp"
#include "harness/protocol/catalogue.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/run_up.hpp"

/// The entries of a journal. Reports are made from them alone. A journal holds one line of JSON for each
/// entry, in the order in which they happened. docs/protocol.md lists the fields.
namespace gauntlet::protocol {

/// The first entry: the options of the campaign, and the machine that it runs on.
struct campaign_begun {
  std::string command;  ///< a command that repeats the campaign; it includes the seed
  std::uint64_t seed = 0;
  std::string started;  ///< UTC, ISO 8601
  std::string budget;
  std::uint32_t jobs = 0;
  std::string mode;
  bool every_fault = false;
  std::string gauntlet, compiler, os;
  std::uint32_t cpus = 0;
  std::string runners;  ///< the folder of the runners; empty: not recorded
  std::string folder;   ///< the folder of the journal
};

/// The subjects and properties that later entries refer to.
struct catalogue_listed {
  std::vector<subject> subjects;
  std::vector<property> properties;
};

/// Identifies the job that an entry belongs to: one subject in one flavour.
struct job_id {
  std::string subject, flavour;
  friend auto operator<=>(const job_id&, const job_id&) = default;
};

struct job_begun {
  job_id job;
};

struct job_ended {
  job_id job;
  double seconds = 0;
  bool out_of_time = false;  ///< the time ended before the budget of cases was used
};

struct passed_entry {
  job_id job;
  case_passed passed;
};

struct failed_entry {
  job_id job;
  std::uint64_t seed = 0;
  check::property_set exercised;
  std::vector<std::string> keys;  ///< the keys of the finding; the most specific is first
  std::string sentence;
  double seconds = 0;           ///< since the start of the job
  std::uint64_t schedules = 0;  ///< schedules of this case, including the one that failed
  std::string strategy;         ///< the strategy that chose the failing schedule; empty under stress
  schedules_by_strategy by_strategy{};
  plan::plan plan;
};

/// A failing case was shrunk to its smallest plan and, if it was explored, to its smallest schedule.
struct reduced_entry {
  job_id job;
  std::uint64_t seed = 0;
  std::string case_file;  ///< relative to the folder of the journal
  protocol::finding finding;
  plan::plan original, plan;
  std::vector<std::string> plan_text;               ///< the smallest plan in words
  std::vector<std::string> faults_text;             ///< its delays and faults in words
  std::uint32_t candidates = 0;                     ///< simpler plans and schedules that were tried
  std::uint32_t failed = 0, runs = 0;               ///< the smallest plan failed in `failed` of `runs` runs
  std::optional<protocol::run_up> run_up{};         ///< the cases that ran before each of these runs
  std::optional<schedule_record> first_schedule{};  ///< before the schedule was shrunk
  std::string confirmed_in{};  ///< another flavour in which the same schedule also fails; empty: none
};

/// The limits that `gauntlet bench` measured, as it wrote them.
struct limits_measured {
  std::string limits;  ///< JSON
};

struct campaign_ended {
  double seconds = 0;
  bool interrupted = false;
};

using journal_entry = std::variant<campaign_begun, catalogue_listed, job_begun, job_ended, passed_entry,
                                   failed_entry, reduced_entry, limits_measured, campaign_ended>;

[[nodiscard]] nlohmann::json to_json(const journal_entry& entry);
/// Errors: nlohmann::json::exception if `in` is not an entry.
[[nodiscard]] journal_entry read_journal_entry(const nlohmann::json& in);

}  // namespace gauntlet::protocol
