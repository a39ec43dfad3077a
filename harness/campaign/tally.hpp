#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/check/property_set.hpp"
#include "harness/protocol/journal_entry.hpp"

namespace gauntlet::campaign {

/// Counts cases for each property. Properties are numbered in the order of the catalogue of the journal.
class property_counts {
 public:
  /// Counts one case for each of these properties.
  void add(const check::property_set& properties);
  [[nodiscard]] std::uint64_t operator[](std::size_t property) const {
    return property < cases_.size() ? cases_[property] : 0;
  }

 private:
  std::vector<std::uint64_t> cases_;  // as long as the largest counted property requires
};

/// The results of one strategy of explore in one job.
struct strategy_tally {
  std::uint64_t schedules = 0;   ///< schedules that it chose
  std::uint64_t since_find = 0;  ///< those of them after the last failure that it found
  /// For each failure that it found (the first failing schedule of a case): the number of its own schedules
  /// since the failure before, including the failing one.
  std::vector<std::uint64_t> finds;
};

/// The results of one subject in one flavour.
struct job_tally {
  std::uint64_t cases = 0;              ///< cases that ended with a verdict
  std::uint64_t failed = 0;             ///< those of them that failed
  std::uint64_t schedules = 0;          ///< schedules of all its explored cases
  std::uint64_t too_long = 0;           ///< schedules of its passed cases that were too long
  std::uint64_t faults = 0;             ///< single faults that its passed cases ran with, under `every_fault`
  std::uint64_t lock_orders = 0;        ///< passed cases with a report of two lock orders
  std::uint64_t left_children = 0;      ///< passed cases that left child processes
  std::uint64_t impossible_faults = 0;  ///< single faults that those cases could not have
  double seconds = 0;                   ///< time of the workers, in seconds
  bool done = false;
  bool out_of_time = false;   ///< the time ended before the budget of cases was used
  property_counts exercised;  ///< cases that exercised a property
  property_counts deviated;   ///< cases that violated a property that the subject declares not to keep
  std::map<std::string, std::uint64_t> keys;         ///< how many cases failed with each key
  std::map<std::string, strategy_tally> strategies;  ///< by name; empty under stress
  struct failure {
    std::string key;
    std::uint64_t cases = 0;  ///< cases up to and including this one
    double seconds = 0;
    std::uint64_t schedules = 0;  ///< schedules up to and including the failing one
    std::string strategy;  ///< the strategy that chose it; empty under stress, or if the runner crashed
  };
  /// The first case that failed. For a mutant: the first case that failed for a declared reason (its kill).
  std::optional<failure> first_failure;
};

/// The results of a campaign: a fold over the entries of its journal. The entries of different jobs may be in
/// any order. Reports are made from the tally alone.
class tally {
 public:
  /// Adds an entry. Errors: plan::bad_input if the entry names a subject that is not in the catalogue.
  void add(const protocol::journal_entry& entry);

  [[nodiscard]] bool begun() const { return campaign.has_value(); }
  [[nodiscard]] bool ended() const { return end.has_value(); }
  /// Returns the subject of that name. Errors: plan::bad_input if it is not in the catalogue.
  [[nodiscard]] const protocol::subject& subject(const std::string& name) const;
  /// Returns the results of a subject, each with its flavour. Lifetime: until the next `add`.
  [[nodiscard]] std::vector<std::pair<std::string, const job_tally*>> jobs_of(
      const std::string& subject) const;
  [[nodiscard]] std::uint64_t cases() const;
  [[nodiscard]] std::uint64_t schedules() const;

  std::optional<protocol::campaign_begun> campaign;  ///< nullopt before the first entry
  std::optional<protocol::campaign_ended> end;       ///< nullopt if the process ended before the campaign did
  std::string limits;                                ///< the JSON of `gauntlet bench`; empty: none
  std::vector<protocol::subject> subjects;
  std::vector<protocol::property> properties;
  std::map<protocol::job_id, job_tally> jobs;
  std::vector<protocol::reduced_entry> reduced;

 private:
  void fold(const protocol::campaign_begun& entry) { campaign = entry; }
  void fold(const protocol::catalogue_listed& entry);
  void fold(const protocol::job_begun& entry) { (void)jobs[entry.job]; }
  void fold(const protocol::job_ended& entry);
  void fold(const protocol::passed_entry& entry);
  void fold(const protocol::failed_entry& entry);
  void fold(const protocol::reduced_entry& entry) { reduced.push_back(entry); }
  void fold(const protocol::limits_measured& entry) { limits = entry.limits; }
  void fold(const protocol::campaign_ended& entry) { end = entry; }
  static void count_schedules(job_tally& job, std::uint64_t schedules,
                              const protocol::schedules_by_strategy& by_strategy);

  std::map<std::string, std::size_t> index_;
};

/// The verdict on a mutant, over all its flavours.
enum class mutant_verdict : std::uint8_t {
  killed,                     ///< failed for a declared reason
  survived,                   ///< passed all cases of its budget
  killed_for_another_reason,  ///< ran all cases of its budget, and failed for other reasons only
  not_run,
  not_finished,  ///< not killed when the time ended, with cases of its budget left
};
struct mutant_result {
  mutant_verdict verdict = mutant_verdict::not_run;
  std::string key, flavour;  ///< of the fastest kill
  std::uint64_t cases = 0;
  double seconds = 0;
  std::uint64_t schedules = 0;  ///< only if it was explored
  std::string strategy;
};
[[nodiscard]] mutant_result result_of_mutant(const tally& tally, const std::string& name);

/// Returns the exit code of the campaign. 0: as expected. 1: a subject that is no mutant failed, or a mutant
/// survived or was killed for another reason.
[[nodiscard]] int exit_code_of(const tally& tally);

}  // namespace gauntlet::campaign
