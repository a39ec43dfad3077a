#include "harness/check/twins/edits.hpp"

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {

using history::event_kind;

event& event_at(recorded& h, event_ref ref) {
  return ref.log == unowned_log ? h.history.unowned[ref.index] : h.history.logs[ref.log][ref.index];
}

void set_result(recorded& h, const wait_view& wait, const std::vector<leaf>& leaves) {
  auto& log = h.history.logs[wait.when.end_ref.log];
  const auto end = log.begin() + wait.when.end_ref.index;
  auto last = end + 1;
  while (last != log.end() && last->kind == event_kind::wait_error) ++last;
  end->extra = static_cast<std::uint32_t>(leaves.size());
  std::vector<event> errors;
  for (const leaf& leaf : leaves)
    errors.push_back({event_kind::wait_error, end->actor, history::none, leaf.error,
                      history::number_of(leaf.state), end->time});
  log.insert(log.erase(end + 1, last), errors.begin(), errors.end());
}

std::vector<leaf> result_of(const recorded& h, const task_view& failed) {
  return std::vector<leaf>(static_cast<std::size_t>(leaf_count_of(h.plan, failed)),
                           {failed.error, history::leaf_state::intact});
}

void end_body_at(recorded& h, const task_view& task, std::uint64_t time) {
  const auto end = task.body.end_ref;
  auto& log = h.history.logs[end.log];
  for (std::size_t i = end.index; i < log.size(); ++i) log[i].time = std::max(log[i].time, time);
  for (const auto& later : {task.disposals, task.locals_gone})
    for (const event_ref ref : later) event_at(h, ref).time = std::max(event_at(h, ref).time, time);
}

void remove_unowned(recorded& h, event_kind kind, std::uint32_t task) {
  std::erase_if(h.history.unowned, [&](const event& e) { return e.kind == kind && e.task == task; });
}

void remove_body(recorded& h, std::uint32_t task, bool with_callable) {
  const auto removed = std::exchange(h.history.logs[task + 1], {});
  remove_unowned(h, event_kind::locals_gone, task);
  if (with_callable) remove_unowned(h, event_kind::callable_gone, task);
  for (const event& e : removed)
    if (e.kind == event_kind::submit_begin) remove_body(h, e.task, true);
}

void add_body(recorded& h, std::uint32_t task, std::uint64_t begin, std::uint64_t end) {
  const auto actor = task + 1;
  h.history.logs[actor] = {
      {event_kind::body_begin, actor, task, 0, history::none, begin},
      {event_kind::body_end, actor, task, history::number_of(history::outcome::ok), history::no_error, end}};
  for (event& e : h.history.unowned)
    if (e.kind == event_kind::callable_gone && e.task == task) e.time = std::max(e.time, end);
}

std::uint64_t certainly_after_all(const recorded& h) {
  std::uint64_t last = 0;
  for (const auto& log : h.history.logs)
    if (!log.empty()) last = std::max(last, log.back().time);
  for (const event& e : h.history.unowned) last = std::max(last, e.time);
  return certainly_after(h, last);
}

}  // namespace gauntlet::check
