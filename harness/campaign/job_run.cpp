#include "harness/campaign/job_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/campaign/counted_key.hpp"
#include "harness/campaign/reduction_record.hpp"
#include "harness/plan/generate.hpp"
#include "harness/plan/prng.hpp"

namespace gauntlet::campaign {
namespace {

using clock = job_queue::clock;

/// The cases of one request: enough to make a request cheap, and few enough to run a batch with a leak again.
constexpr std::uint64_t batch = 200;
constexpr std::uint64_t small_batch = 20;  // if each case runs under many schedules, or with many faults

/// Returns the first seed of a subject. It is far from the seeds of any other subject, for any seed of the
/// campaign.
std::uint64_t first_seed_of(std::uint64_t campaign_seed, const std::string& subject) {
  std::uint64_t hash = plan::mix(campaign_seed);
  for (const char c : subject) hash = plan::mix(hash ^ static_cast<unsigned char>(c));
  return hash & 0x000fffffffffffffu;  // exact in every JSON reader, with room to count up
}

runner_process::options process_for(const campaign_options& options, const job& job, std::uint32_t worker,
                                    const std::atomic<bool>& stop) {
  return {job.runner, options.folder / fmt::format("runner-stderr-{}.txt", worker), false, &stop,
          options.answer_timeout};
}

/// A case that does not end with its turn is given up soon after it.
runner_process::options until(runner_process::options process,
                              std::optional<job_queue::clock::time_point> deadline) {
  constexpr std::chrono::seconds grace{10};
  if (deadline) process.deadline = *deadline + grace;
  return process;
}

}  // namespace

job_run::job_run(const campaign_options& options, const job_queue::turn& turn, std::uint32_t worker,
                 journal& journal, const std::atomic<bool>& stop)
    : options_(options),
      job_(turn.job),
      id_{job_.subject->name, job_.flavour},
      deadline_(turn.deadline),
      journal_(journal),
      stop_(stop),
      process_(process_for(options, job_, worker, stop)),
      stream_(until(process_, deadline_)),
      triage_(*job_.subject, options.findings_per_subject),
      next_seed_(turn.from_seed.value_or(first_seed_of(options.seed, job_.subject->name))),
      runner_began_at_(next_seed_) {}

void job_run::operator()() {
  journal_.append(protocol::job_begun{id_});
  while (!over()) run_batch();
  if (stop_.load()) return;
  if (const auto left = triage_.leftover()) shrink(*left);
  journal_.append(protocol::job_ended{id_, seconds(), out_of_time()});
}

double job_run::seconds() const { return std::chrono::duration<double>(clock::now() - start_).count(); }

std::optional<std::uint64_t> job_run::case_budget() const {
  return job_.is_mutant() ? options_.budget.mutant_cases : options_.budget.cases;
}

bool job_run::cut_short() const { return stop_.load() || (deadline_ && clock::now() >= *deadline_); }

bool job_run::over() const {
  const auto most = case_budget();
  return triage_.finished() || gave_up_ || cut_short() || (most && cases_ >= *most);
}

bool job_run::out_of_time() const {
  const auto most = case_budget();
  return !triage_.finished() && !gave_up_ && most && cases_ < *most && !stop_.load();
}

void job_run::run_batch() {
  std::uint64_t count = job_.explore || options_.every_fault ? small_batch : batch;
  if (const auto most = case_budget()) count = std::min(count, *most - cases_);
  stream_.serve(next_request(count), *this);
}

protocol::request job_run::next_request(std::uint64_t count) const {
  protocol::request r;
  r.what = protocol::request::kind::cases;
  r.subject = job_.subject->name;
  r.first_seed = next_seed_;
  r.count = static_cast<std::uint32_t>(count);
  r.size = options_.size;
  r.every_fault = options_.every_fault;
  r.on_lock_order = options_.on_lock_order;
  r.properties = options_.properties;
  r.explore = job_.explore;
  return r;
}

void job_run::passed(const protocol::case_passed& passed) {
  ++cases_;
  next_seed_ = passed.seed + 1;
  journal_.append(protocol::passed_entry{id_, passed});
}

plan::plan job_run::plan_of(const protocol::case_failed& failed) const {
  auto plan = plan::generate(failed.seed, job_.subject->can, options_.size);
  if (failed.faults) plan.faults = *failed.faults;
  return plan;
}

void job_run::failed(const protocol::case_failed& failed) {
  ++cases_;
  next_seed_ = std::max(next_seed_, failed.seed + 1);
  const auto& found = failed.finding;
  const auto plan = plan_of(failed);
  protocol::failed_entry entry;
  entry.job = id_;
  entry.seed = failed.seed;
  entry.exercised = failed.exercised;
  entry.keys = keys_of(found);
  entry.sentence = found.sentence;
  entry.seconds = seconds();
  if (found.schedule) {
    entry.schedules = found.schedule->number;
    entry.strategy = found.schedule->strategy;
  }
  entry.by_strategy = failed.by_strategy;
  entry.plan = plan;
  journal_.append(entry);
  const auto run_up = run_up_of(failed.seed);
  runner_began_at_ = next_seed_;  // a runner ends after a failure
  if (const auto failing = triage_.take({found, {}, plan, failed.seed, run_up})) shrink(*failing);
}

/// Returns the cases that the runner of a failing case had run before, as far as they fit into one batch.
/// Returns nullopt if there was none, or if the case was explored: its schedule is replayed exactly.
std::optional<protocol::run_up> job_run::run_up_of(std::uint64_t seed) const {
  if (job_.explore || seed <= runner_began_at_) return std::nullopt;
  const auto count = std::min(seed - runner_began_at_, batch);
  return protocol::run_up{seed - count, static_cast<std::uint32_t>(count), options_.size,
                          options_.every_fault};
}

void job_run::shrink(const failing_case& failing) {
  const auto deadline = clock::now() + options_.shrink_budget;
  const bool leaves_time = options_.confirm && job_.explore;
  const auto budget = leaves_time ? options_.shrink_budget * 9 / 10 : options_.shrink_budget;
  auto reduced = reduce(process_, *job_.subject, failing, {budget, 10, job_.explore, failing.run_up}, stop_);
  if (stop_.load() && !reduced.finding) return;
  const auto confirmed = confirm(options_, job_, failing.key, reduced, failing.seed, deadline, stop_);
  journal_.append(record_reduction(options_.folder, id_, failing, std::move(reduced), confirmed));
}

}  // namespace gauntlet::campaign
