#include "harness/plan/draft.hpp"

#include <algorithm>
#include <utility>

namespace gauntlet::plan {

draft::draft(std::uint64_t seed, const capabilities& can, std::uint32_t size)
    : can(can), random(seed), size_(size) {
  plan.policy = can.policy;
  plan.context = can.context && !(random.percent(12) && can.zero_value);
}

std::uint32_t draft::add_task(task task) {
  plan.tasks.push_back(std::move(task));
  return static_cast<std::uint32_t>(plan.tasks.size() - 1);
}

std::uint32_t draft::submit(task task) {
  const auto index = add_task(std::move(task));
  const bool tries = can.try_submit && !plan.limit && random.percent(8);
  add_driver_step(tries ? driver_kind::try_submit : driver_kind::submit, index);
  return index;
}

std::uint32_t draft::submit_blocking(task task) {
  const auto index = add_task(std::move(task));
  add_driver_step(driver_kind::submit, index);
  return index;
}

void draft::wait() {
  add_driver_step(driver_kind::wait, can.repeat_wait && random.percent(15) ? random.between(2, 3) : 1);
}

std::uint32_t draft::room_for_nested() const {
  return max_tasks - std::min<std::uint32_t>(max_tasks, plan.tasks.size());
}

std::uint32_t draft::room() const {
  const auto outermost = static_cast<std::uint32_t>(
      std::count_if(plan.tasks.begin(), plan.tasks.end(), [](const task& t) { return t.group == 0; }));
  return std::min(room_for_nested(), can.max_tasks - std::min(can.max_tasks, outermost));
}

std::uint32_t draft::random_count(std::uint32_t most) {
  most = std::max(1u, std::min(most, room()));
  const std::uint32_t cap = std::max(1u, most * size_ / 100);
  const std::uint32_t draw = random.percent(85) ? std::min(cap, 6u) : cap;
  return random.between(1, draw);
}

std::uint32_t draft::random_blocking_count(std::uint32_t most) {
  return std::min(random_count(most), std::max(1u, can.concurrency - 2));
}

ending draft::random_end(std::uint32_t failure_percent) {
  if (random.percent(failure_percent)) return random_failure();
  return can.error_trees && random.percent(8) ? ending::nil : ending::ok;
}

ending draft::random_failure() {
  if (can.ends_on_exception) return random_failure_rarely_throwing();
  if (random.percent(60)) return ending::fail;
  if (can.abnormal_exit && random.percent(25)) return ending::exit;
  return random.percent(25) ? ending::raise_hostile : ending::raise;
}

// For a subject whose process ends on an exception (P47), a case with an exception tests little else, so
// these plans rarely throw. They rarely exit a thread either, because such a subject does not report that as
// a failure.
ending draft::random_failure_rarely_throwing() {
  if (can.abnormal_exit && random.percent(4)) return ending::exit;
  return random.percent(2) ? ending::raise : ending::fail;
}

error_shape draft::random_shape() {
  if (!can.error_trees || random.percent(60)) return error_shape::leaf;
  return random.percent(50) ? error_shape::wrapped : error_shape::joined;
}

std::uint32_t draft::random_limit(std::uint32_t most) {
  return random.percent(35) ? 1 : random.between(1, std::max(1u, most));
}

}  // namespace gauntlet::plan
