#include "harness/plan/draft.hpp"

#include <algorithm>
#include <utility>

namespace gauntlet::plan {

draft::draft(std::uint64_t seed, const capabilities& can, std::uint32_t size)
    : random_(seed), can_(can), size_(size) {
  plan_.policy = can.policy;
  plan_.context = can.context && !(random_.percent(12) && can.zero_value);
}

std::uint32_t draft::add(task task) {
  plan_.tasks.push_back(std::move(task));
  return static_cast<std::uint32_t>(plan_.tasks.size() - 1);
}

void draft::submit(std::uint32_t task) {
  const bool tries = can_.try_submit && !plan_.limit && random_.percent(8);
  drive(tries ? driver_kind::try_submit : driver_kind::submit, task);
}

void draft::wait() {
  drive(driver_kind::wait, can_.repeat_wait && random_.percent(15) ? random_.between(2, 3) : 1);
}

std::uint32_t draft::room_inside() const {
  return max_tasks - std::min<std::uint32_t>(max_tasks, plan_.tasks.size());
}

std::uint32_t draft::room() const {
  const auto outermost = static_cast<std::uint32_t>(
      std::count_if(plan_.tasks.begin(), plan_.tasks.end(), [](const task& t) { return t.group == 0; }));
  return std::min(room_inside(), can_.max_tasks - std::min(can_.max_tasks, outermost));
}

std::uint32_t draft::few(std::uint32_t most) {
  most = std::max(1u, std::min(most, room()));
  const std::uint32_t cap = std::max(1u, most * size_ / 100);
  const std::uint32_t draw = random_.percent(85) ? std::min(cap, 6u) : cap;
  return random_.between(1, draw);
}

std::uint32_t draft::few_blocking(std::uint32_t most) {
  return std::min(few(most), std::max(1u, can_.concurrency - 2));
}

ending draft::any_end(std::uint32_t failure_percent) {
  if (random_.percent(failure_percent)) return any_failure();
  return can_.error_trees && random_.percent(8) ? ending::nil : ending::ok;
}

ending draft::any_failure() {
  if (can_.ends_on_exception) return any_failure_but_exceptions();
  if (random_.percent(60)) return ending::fail;
  if (can_.abnormal_exit && random_.percent(25)) return ending::exit;
  return random_.percent(25) ? ending::raise_hostile : ending::raise;
}

// Exceptions end the process and with it the case, which then says little else (P47): a few are enough. So
// do exits of subjects to which they are no failure.
ending draft::any_failure_but_exceptions() {
  if (can_.abnormal_exit && random_.percent(4)) return ending::exit;
  return random_.percent(2) ? ending::raise : ending::fail;
}

error_shape draft::any_shape() {
  if (!can_.error_trees || random_.percent(60)) return error_shape::leaf;
  return random_.percent(50) ? error_shape::wrapped : error_shape::joined;
}

std::uint32_t draft::pick_limit(std::uint32_t most) {
  return random_.percent(35) ? 1 : random_.between(1, std::max(1u, most));
}

step draft::any_step() {
  switch (random_.below(can_.context ? 5 : 4)) {
    case 0:
      return {step_kind::delay, random_.between(1, 120)};
    case 1:
      return {step_kind::spin, random_.between(10, 2000)};
    case 2:
    case 3:
      return {step_kind::yield, 0};
    default:
      return {step_kind::check, 0};
  }
}

// Without a context nobody is cancelled, whatever failed before (P41).
void draft::look_without_context() {
  for (task& task : plan_.tasks)
    if (random_.percent(40)) task.steps.push_back({step_kind::check, 0});
}

void draft::roughen() {
  if (can_.context && !plan_.context) look_without_context();
  for (task& task : plan_.tasks)
    while (random_.percent(30) && task.steps.size() < 6)
      task.steps.insert(
          task.steps.begin() + random_.between(0, static_cast<std::uint32_t>(task.steps.size())), any_step());
  if (plan_.context && can_.context && can_.starts_on_submit && random_.percent(15)) {
    const auto at = random_.between(0, static_cast<std::uint32_t>(plan_.driver.size()) - 1);
    plan_.driver.insert(plan_.driver.begin() + at, {driver_kind::observe, 0});
  }
  if (can_.starts_on_submit && random_.percent(10)) {
    const auto at = random_.between(0, static_cast<std::uint32_t>(plan_.driver.size()) - 1);
    plan_.driver.insert(plan_.driver.begin() + at, {driver_kind::rest, random_.between(1, 150)});
  }
  if (random_.percent(8)) plan_.faults.spurious_wakeup_at = random_.between(1, 3);
  add_delays();
}

void draft::add_delays() {
  if (random_.percent(35)) return;
  for (auto n = random_.between(1, 3); n > 0; --n) {
    delay delay;
    delay.at = static_cast<injection_point>(random_.below(injection_point_count));
    delay.us = random_.percent(60) ? random_.between(1, 60) : random_.between(60, 800);
    const bool anyone = plan_.tasks.empty() || random_.percent(50);
    delay.task =
        anyone ? -1
               : static_cast<std::int32_t>(random_.below(static_cast<std::uint32_t>(plan_.tasks.size())));
    plan_.delays.push_back(delay);
  }
}

}  // namespace gauntlet::plan
