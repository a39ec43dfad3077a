#include "harness/check/blocked_case.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gauntlet::check {

using history::event_kind;

blocked_case::blocked_case(const view& view) : v(view) {
  for (std::uint32_t log = 0; log < v.history.logs.size(); ++log)
    if (last(log) != nullptr) actors_with_events_.push_back(log);
}

const event* blocked_case::last(std::uint32_t log) const {
  return log < v.history.logs.size() && !v.history.logs[log].empty() ? &v.history.logs[log].back() : nullptr;
}
event_ref blocked_case::last_ref(std::uint32_t log) const {
  return {log, static_cast<std::uint32_t>(v.history.logs[log].size() - 1)};
}

std::optional<std::uint32_t> blocked_case::blocked_in(event_kind kind) const {
  for (const auto log : actors_with_events_)
    if (last(log)->kind == kind) return log;
  return std::nullopt;
}

std::string blocked_case::last_events() const {
  std::string text;
  for (const auto log : actors_with_events_) {
    const event& e = *last(log);
    const bool over = e.kind == event_kind::body_end || e.kind == event_kind::group_gone;
    if (over || log > v.tasks.size()) continue;
    text += fmt::format("{}{}: {}", text.empty() ? "; " : ", ", history::name_of_actor(log, v.tasks.size()),
                        history::describe(e));
  }
  return text;
}

const task_view* blocked_case::running_task(std::uint32_t group) const {
  const auto found = std::find_if(v.tasks.begin(), v.tasks.end(),
                                  [&](const task_view& t) { return t.group == group && task_running(t); });
  return found == v.tasks.end() ? nullptr : &*found;
}

std::uint32_t blocked_case::running() const {
  return static_cast<std::uint32_t>(std::count_if(
      v.tasks.begin(), v.tasks.end(), [&](const task_view& t) { return t.group == 0 && task_running(t); }));
}

std::optional<std::uint32_t> blocked_case::limit() const {
  return v.epochs.empty() ? std::nullopt : v.epochs.back().limit;
}
bool blocked_case::limit_is_lifted() const {
  return !v.epochs.empty() && v.epochs.back().from && !v.epochs.back().limit;
}

bool blocked_case::submit_threw() const {
  return std::any_of(v.tasks.begin(), v.tasks.end(), [](const task_view& t) { return t.threw; });
}
const char* blocked_case::submit_promise() const { return v.plan.faults.move_fails_at > 0 ? "P51" : "P53"; }

}  // namespace gauntlet::check
