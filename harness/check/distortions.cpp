#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "harness/check/random_history.hpp"
#include "harness/check/view.hpp"

// Changes that may make a correct history incorrect.
namespace gauntlet::check {
namespace {

using history::event_kind;

std::vector<history::event*> events_of(recorded& h, std::initializer_list<event_kind> kinds) {
  std::vector<history::event*> found;
  for (auto& log : h.history.logs)
    for (auto& event : log)
      if (std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end()) found.push_back(&event);
  return found;
}

template <class T>
T pick(const std::vector<T>& from, choices& choose) {
  return from[choose.among(static_cast<std::uint32_t>(from.size()))];
}

// Replaces what an observation read.
void change_observation(recorded& h, choices& choose) {
  const auto observations = events_of(h, {event_kind::check_end, event_kind::after_wait});
  if (observations.empty()) return;
  auto& observed = *pick(observations, choose);
  const std::uint32_t causes[] = {history::id_canceled, 0, 1, history::id_parent, 2, 3};
  const bool cancelled = choose.among(3) != 0;
  observed.value = cancelled ? 1 : 0;
  observed.extra = cancelled ? causes[choose.among(6)] : history::no_error;
}

// Replaces the errors that a wait returned.
void change_result(recorded& h, choices& choose) {
  auto ends = events_of(h, {event_kind::wait_end});
  if (ends.empty()) return;
  auto& log = h.history.logs[pick(ends, choose)->actor];
  std::vector<std::size_t> here;
  for (std::size_t i = 0; i < log.size(); ++i)
    if (log[i].kind == event_kind::wait_end) here.push_back(i);
  const auto at = pick(here, choose);
  std::vector<std::uint32_t> errors;
  std::size_t last = at + 1;
  while (last < log.size() && log[last].kind == event_kind::wait_error) errors.push_back(log[last++].value);
  const auto any = choose.among(static_cast<std::uint32_t>(h.plan.tasks.size()));
  switch (choose.among(4)) {
    case 0:
      errors.clear();
      break;
    case 1:
      errors.assign(1, any);
      break;
    case 2:
      if (h.plan.policy == plan::error_policy::all) errors.push_back(any);
      break;
    default:
      std::reverse(errors.begin(), errors.end());
  }
  const auto end = log[at];
  log.erase(log.begin() + static_cast<std::ptrdiff_t>(at + 1),
            log.begin() + static_cast<std::ptrdiff_t>(last));
  log[at].extra = static_cast<std::uint32_t>(errors.size());
  for (std::size_t i = 0; i < errors.size(); ++i) {
    history::event error{event_kind::wait_error, end.actor, history::none, errors[i], 0, end.time};
    log.insert(log.begin() + static_cast<std::ptrdiff_t>(at + 1 + i), error);
  }
}

// Moves an event by a few time units, and its neighbours with it, so that its log stays sorted by time.
void move_event(recorded& h, choices& choose) {
  std::vector<std::vector<history::event>*> logs;
  for (auto& log : h.history.logs)
    if (!log.empty()) logs.push_back(&log);
  if (!h.history.unowned.empty()) logs.push_back(&h.history.unowned);
  if (logs.empty()) return;
  auto& log = *pick(logs, choose);
  const auto at = choose.among(static_cast<std::uint32_t>(log.size()));
  const auto by = 1 + choose.among(6);
  auto& time = log[at].time;
  const bool later = choose.among(2) == 1;
  time = later ? time + by : time - std::min<std::uint64_t>(time, by);
  if (&log == &h.history.unowned) return;
  for (std::size_t i = at + 1; i < log.size(); ++i) log[i].time = std::max(log[i].time, log[i - 1].time);
  for (std::size_t i = at; i > 0; --i) log[i - 1].time = std::min(log[i - 1].time, log[i].time);
}

// Negates the result of a set_limit, or the final state of the parent context.
void flip_result(recorded& h, choices& choose) {
  auto flags = events_of(h, {event_kind::limit_end});
  if (h.plan.context && choose.rarely(2)) flags = events_of(h, {event_kind::parent_state});
  if (flags.empty()) return;
  auto& flag = *pick(flags, choose);
  flag.value = 1 - flag.value;
}

// Turns an accepted try-submit into a rejected one and removes the task's body, unless the body does more
// than observe.
void change_submit(recorded& h, choices& choose) {
  auto ends = events_of(h, {event_kind::submit_end});
  std::erase_if(ends, [](const auto* end) {
    return end->extra != static_cast<std::uint32_t>(history::submit_mode::non_blocking);
  });
  if (ends.empty()) return;
  auto& end = *pick(ends, choose);
  const bool accepted = end.value == static_cast<std::uint32_t>(history::submit_result::accepted);
  if (!accepted) return;
  for (const auto& step : h.plan.tasks[end.task].steps)
    if (step.kind != plan::step_kind::check) return;
  end.value = static_cast<std::uint32_t>(history::submit_result::rejected);
  h.history.logs[end.task + 1].clear();
}

void change_outcome(recorded& h, choices& choose) {
  const auto ends = events_of(h, {event_kind::body_end});
  if (ends.empty()) return;
  auto& end = *pick(ends, choose);
  const bool failed = end.value != static_cast<std::uint32_t>(history::outcome::ok);
  end.value = static_cast<std::uint32_t>(failed ? history::outcome::ok : history::outcome::failed);
  end.extra = failed ? history::no_error : end.task;
}

void change_limit(recorded& h, choices& choose) {
  if (h.plan.limit) h.plan.limit = 1 + choose.among(2);
}

// False if no clock within the known clock error can record these times: a body before its submit, or a wait
// on another thread before the driver's earlier steps or after the driver's next step.
bool times_are_possible(const recorded& h) {
  const view v(h.plan, h.can, h.history);
  const auto& driven = h.history.logs[0];
  const auto of_wait = [](const history::event& e) {
    return e.kind == event_kind::wait_begin || e.kind == event_kind::wait_end ||
           e.kind == event_kind::wait_error || e.kind == event_kind::after_wait;
  };
  for (const task_view& task : v.tasks)
    if (task.body.begun() && v.before(task.body.begin, task.submit.begin)) return false;
  for (const wait_view& wait : v.groups[0].waits) {
    const bool of_step = wait.actor != 0 && driven[wait.follows.index].kind == event_kind::wait_begin;
    auto next = wait.follows.index + 1;
    while (of_step && next < driven.size() && of_wait(driven[next]) &&
           driven[next].kind != event_kind::wait_begin)
      ++next;
    if (of_step && next < driven.size() && v.before(driven[next].time, wait.when.end)) return false;
    if (wait.follows.index > 0 &&
        v.before(wait.when.begin, v.at({wait.follows.log, wait.follows.index - 1}).time))
      return false;
  }
  return true;
}

}  // namespace

void distort(recorded& h, choices& choose) {
  static constexpr void (*changes[])(recorded&, choices&) = {
      change_result, change_observation, change_outcome, move_event,
      flip_result,   change_submit,      change_limit,   move_event};
  // A change may find nothing to change; then another one is tried.
  const auto before = h;
  for (int tries = 0; tries < 4 && h.history == before.history && h.plan == before.plan; ++tries)
    changes[choose.among(8)](h, choose);
  h.complete = times_are_possible(h);
}

}  // namespace gauntlet::check
