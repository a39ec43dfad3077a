#include <fmt/format.h>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

struct instant {
  event_ref at;
  const task_view* task;
};

bool certainly_active(const view& v, const task_view& task, const instant& when) {
  if (&task == when.task) return true;
  if (task.group != 0 || !task.body.begun() || !v.before(task.body.begin_ref, when.at)) return false;
  return !task.body.ended() || v.before(when.at, task.body.end_ref);
}

void judge_instant(const view& v, const limit_epoch& epoch, const instant& when, judgement& out) {
  std::vector<event_ref> evidence;
  std::uint32_t active = 0;
  for (const task_view& task : v.tasks) {
    if (!submitted_in(v, epoch, task) || !certainly_active(v, task, when)) continue;
    ++active;
    evidence.push_back(task.body.begin_ref);
  }
  out.exercised = out.exercised || active == *epoch.limit;
  if (active <= *epoch.limit) return;
  evidence.push_back(when.at);
  out.violations.push_back({"",
                            fmt::format("{} bodies were active at once under limit {}", active, *epoch.limit),
                            std::move(evidence)});
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (task.group != 0 || !task.body.begun() || !task.submit.begun() || !out.violations.empty()) continue;
    const auto* epoch =
        v.epoch_of({task.submit.begin, task.body.begin, task.submit.begin_ref, task.body.begin_ref});
    if (epoch == nullptr || !epoch->limit) continue;
    judge_instant(v, *epoch, {task.body.begin_ref, &task}, out);
    if (task.body.ended() && out.violations.empty())
      judge_instant(v, *epoch, {task.body.end_ref, &task}, out);
  }
  return out;
}

}  // namespace

const property p25_limit{"P25", "limit-never-exceeded", "Never are more bodies active than the limit allows.",
                         needs_any_limit, check};

}  // namespace gauntlet::check
