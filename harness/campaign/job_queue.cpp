#include "harness/campaign/job_queue.hpp"

#include <algorithm>
#include <utility>

namespace gauntlet::campaign {

job_queue::job_queue(const budget& budget, std::vector<job> jobs, std::uint32_t workers, bool stop_after_kill)
    : budget_(budget), workers_(workers), stop_after_kill_(stop_after_kill), pending_(std::move(jobs)) {
  std::reverse(pending_.begin(), pending_.end());
  const bool mutants_first = budget.time.has_value();
  std::stable_partition(pending_.begin(), pending_.end(),
                        [&](const job& each) { return each.is_mutant() != mutants_first; });
  if (budget.time) time_end_ = clock::now() + *budget.time;
  if (budget.time_limit) limit_end_ = clock::now() + *budget.time_limit;
}

void job_queue::drop_killed() {
  if (!stop_after_kill_) return;
  const auto killed = [&](const job& each) { return killed_.contains(each.subject->name); };
  std::erase_if(pending_, killed);
  std::erase_if(requeued_, [&](const turn& each) { return killed(each.job); });
}

/// Returns the deadline of the next turn: an equal share of the time that is left.
std::optional<job_queue::clock::time_point> job_queue::deadline_of_next_turn() const {
  if (!time_end_) return limit_end_;
  const auto all = pending_.size() + requeued_.size();
  const auto parts = std::max<std::size_t>(1, (all + workers_ - 1) / workers_);
  const auto fair = clock::now() + (*time_end_ - clock::now()) / static_cast<int>(parts);
  return limit_end_ ? std::min(fair, *limit_end_) : fair;
}

std::optional<job_queue::turn> job_queue::take() {
  const std::lock_guard lock(mutex_);
  drop_killed();
  if (failure_ || (pending_.empty() && requeued_.empty())) return std::nullopt;
  const bool second_turn = !requeued_.empty() && (pending_.empty() || !pending_.back().is_mutant());
  turn out = second_turn ? requeued_.back() : turn{pending_.back(), std::nullopt, std::nullopt};
  out.deadline = deadline_of_next_turn();
  second_turn ? requeued_.pop_back() : pending_.pop_back();
  return out;
}

void job_queue::requeue(const job& job, std::uint64_t from_seed) {
  const std::lock_guard lock(mutex_);
  requeued_.push_back({job, std::nullopt, from_seed});
}

void job_queue::record_kill(const job& job) {
  const std::lock_guard lock(mutex_);
  killed_.insert(job.subject->name);
}

void job_queue::fail(std::exception_ptr problem) {
  const std::lock_guard lock(mutex_);
  if (!failure_) failure_ = std::move(problem);
}

void job_queue::rethrow() const {
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace gauntlet::campaign
