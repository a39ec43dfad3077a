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

/// The entries of a journal: everything that a report knows. A journal is one line of JSON for each, in the
/// order in which they happened; docs/protocol.md lists their fields.
namespace gauntlet::protocol {

/// The first entry: what was asked for, and where it runs.
struct campaign_begun {
  std::string command;  ///< repeats the campaign, with its seed
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

/// Identifies the job that an entry belongs to: a subject in a flavour.
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
  bool out_of_time = false;  ///< the time was up before its cases were
};

struct passed_entry {
  job_id job;
  case_passed passed;
};

struct failed_entry {
  job_id job;
  std::uint64_t seed = 0;
  check::property_set exercised;
  std::vector<std::string> keys;  ///< of the finding, the most specific first
  std::string sentence;
  double seconds = 0;           ///< since the job began
  std::uint64_t schedules = 0;  ///< of this case, including the one that failed
  std::string strategy;         ///< that chose the failing schedule; empty: none did
  schedules_by_strategy by_strategy{};
  plan::plan plan;
};

/// A failing case was shrunk to its smallest plan and, where it was explored, to its smallest schedule.
struct reduced_entry {
  job_id job;
  std::uint64_t seed = 0;
  std::string case_file;  ///< relative to the journal's folder
  protocol::finding finding;
  plan::plan original, plan;
  std::vector<std::string> plan_text;               ///< the plan in words
  std::vector<std::string> faults_text;             ///< its delays and faults in words
  std::uint32_t candidates = 0;                     ///< simpler plans and schedules that were tried
  std::uint32_t failed = 0, runs = 0;               ///< how often the smallest plan failed
  std::optional<schedule_record> first_schedule{};  ///< before it was shrunk
  std::string confirmed_in{};  ///< the other flavour in which the same schedule fails, too; empty: none
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
/// Errors: nlohmann::json::exception for what is no entry.
[[nodiscard]] journal_entry read_journal_entry(const nlohmann::json& in);

}  // namespace gauntlet::protocol
