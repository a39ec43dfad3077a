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

/// How many cases, by property, in the order of the journal's catalogue.
class property_counts {
 public:
  /// Counts one case for each.
  void add(const check::property_set& properties);
  [[nodiscard]] std::uint64_t operator[](std::size_t property) const {
    return property < cases_.size() ? cases_[property] : 0;
  }

 private:
  std::vector<std::uint64_t> cases_;  // as long as the last property counted requires
};

/// What one strategy of explore did in one job.
struct strategy_tally {
  std::uint64_t schedules = 0;   ///< that it chose
  std::uint64_t since_find = 0;  ///< of them, after the last failure that it found
  /// For each failure that it found (a case's first failing schedule), how many schedules of its own that
  /// took: those since its find before, the failing one included.
  std::vector<std::uint64_t> finds;
};

/// One subject in one flavour.
struct job_tally {
  std::uint64_t cases = 0;      ///< that ended with a verdict
  std::uint64_t failed = 0;     ///< of them
  std::uint64_t schedules = 0;  ///< of all its cases, where they were explored
  std::uint64_t faults = 0;     ///< single ones that its passed cases ran with, where every one is tried
  std::uint64_t impossible_faults = 0;  ///< that those cases could not run with
  double seconds = 0;                   ///< of one worker's time
  bool done = false;
  bool out_of_time = false;                   ///< the time was up before its cases were
  property_counts exercised;                  ///< cases that exercised a property
  property_counts deviated;                   ///< cases that violated what the subject declares not to keep
  std::map<std::string, std::uint64_t> keys;  ///< how many cases failed with it
  std::map<std::string, strategy_tally> strategies;  ///< by name; none under stress
  struct failure {
    std::string key;
    std::uint64_t cases = 0;  ///< up to and with it
    double seconds = 0;
    std::uint64_t schedules = 0;  ///< likewise
    std::string strategy;         ///< that chose; empty: nobody did, or nobody lived to tell
  };
  /// The first case that failed; a mutant's (its kill): that failed for a declared reason.
  std::optional<failure> first_failure;
};

/// What a campaign has found: the fold over the entries of its journal, in any order in which they can come.
/// It is all that a report knows.
class tally {
 public:
  /// Errors: plan::bad_input for an entry of a subject that the catalogue does not name.
  void add(const protocol::journal_entry& entry);

  [[nodiscard]] bool begun() const { return campaign.has_value(); }
  [[nodiscard]] bool ended() const { return end.has_value(); }
  /// Errors: plan::bad_input for a subject that the catalogue does not name.
  [[nodiscard]] const protocol::subject& subject(const std::string& name) const;
  [[nodiscard]] std::uint64_t cases() const;
  [[nodiscard]] std::uint64_t schedules() const;

  std::optional<protocol::campaign_begun> campaign;  ///< none before the first entry
  std::optional<protocol::campaign_ended> end;       ///< none where the campaign was cut off
  std::string limits;                                ///< of `gauntlet bench`, JSON; empty: none
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

/// The verdict of a mutant over all its flavours.
enum class mutant_verdict : std::uint8_t {
  killed,                     ///< for a reason that it declares
  survived,                   ///< all cases of its budget
  killed_for_another_reason,  ///< in all cases of its budget
  not_run,
  not_finished,  ///< not killed when the time was up, before all cases of its budget had run
};
struct mutant_result {
  mutant_verdict verdict = mutant_verdict::not_run;
  std::string key, flavour;  ///< of the quickest kill
  std::uint64_t cases = 0;
  double seconds = 0;
  std::uint64_t schedules = 0;  ///< where it was explored
  std::string strategy;
};
[[nodiscard]] mutant_result result_of_mutant(const tally& tally, const std::string& name);

/// What the campaign's exit code says: 0 as expected; 1 a violation in a subject that is not a mutant, a
/// mutant that survived, or one killed for another reason.
[[nodiscard]] int exit_code_of(const tally& tally);

}  // namespace gauntlet::campaign
