#include "harness/campaign/job_queue.hpp"

#include <algorithm>
#include <utility>

namespace gauntlet::campaign {

job_queue::job_queue(const budget& budget, std::vector<job> jobs, std::uint32_t workers, bool stop_after_kill)
    : budget_(budget), workers_(workers), one_kill_is_enough_(stop_after_kill), left_(std::move(jobs)) {
  std::reverse(left_.begin(), left_.end());
  const bool mutants_first = budget.time.has_value();
  std::stable_partition(left_.begin(), left_.end(),
                        [&](const job& each) { return each.is_mutant() != mutants_first; });
  if (budget.time) spent_ = clock::now() + *budget.time;
  if (budget.time_limit) limit_ = clock::now() + *budget.time_limit;
}

void job_queue::drop_killed() {
  if (!one_kill_is_enough_) return;
  const auto killed = [&](const job& each) { return killed_.contains(each.subject->name); };
  std::erase_if(left_, killed);
  std::erase_if(again_, [&](const turn& each) { return killed(each.job); });
}

/// A fair part of the time that is left.
std::optional<job_queue::clock::time_point> job_queue::deadline_of_next_turn() const {
  if (!spent_) return limit_;
  const auto all = left_.size() + again_.size();
  const auto parts = std::max<std::size_t>(1, (all + workers_ - 1) / workers_);
  const auto fair = clock::now() + (*spent_ - clock::now()) / static_cast<int>(parts);
  return limit_ ? std::min(fair, *limit_) : fair;
}

std::optional<job_queue::turn> job_queue::take() {
  const std::lock_guard lock(mutex_);
  drop_killed();
  if (failure_ || (left_.empty() && again_.empty())) return std::nullopt;
  const bool second_turn = !again_.empty() && (left_.empty() || !left_.back().is_mutant());
  turn out = second_turn ? again_.back() : turn{left_.back(), std::nullopt, std::nullopt};
  out.deadline = deadline_of_next_turn();
  second_turn ? again_.pop_back() : left_.pop_back();
  return out;
}

void job_queue::requeue(const job& job, std::uint64_t from_seed) {
  const std::lock_guard lock(mutex_);
  again_.push_back({job, std::nullopt, from_seed});
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
