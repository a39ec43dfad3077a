#include "harness/runner/deviations.hpp"

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::runner {
namespace {

bool exited(const check::task_view& task) { return task.outcome == history::outcome::exited; }

/// Returns the declared deviation that makes all other violations of this case unreliable. Returns "" if
/// there is none.
/// P48: the subject takes the exit of a thread for a success. All properties take it for a failure, so that
/// they expect an error that the subject does not report.
/// P32: the subject accepts a new limit while tasks are active. Other properties conclude from an accepted
/// limit that no task was active.
std::string overriding_deviation(const judged_case& of, const check::view& view) {
  if (run::declares(of.subject, "P48") && std::any_of(view.tasks.begin(), view.tasks.end(), exited))
    return "P48";
  const auto while_active = [&](const check::limit_view& call) {
    return call.accepted && !check::certainly_active_before(view, call).empty();
  };
  if (run::declares(of.subject, "P32") && std::any_of(view.limits.begin(), view.limits.end(), while_active))
    return "P32";
  return "";
}

}  // namespace

bool requested_by_name(const judged_case& of, const std::string& property) {
  return std::find(of.properties.begin(), of.properties.end(), property) != of.properties.end();
}

bool is_deviation(const judged_case& of, const std::string& property) {
  return run::declares(of.subject, property) && !requested_by_name(of, property);
}

check::property_set separate_deviations(const judged_case& of, const check::view& view,
                                        std::vector<check::violation>& violations) {
  const auto all = overriding_deviation(of, view);
  check::property_set out;
  std::erase_if(violations, [&](const check::violation& v) {
    const bool declared = run::declares(of.subject, v.property);
    const bool excused = (declared || !all.empty()) && !requested_by_name(of, v.property);
    if (excused) out.insert(check::index_of(declared ? v.property : all));
    return excused;
  });
  return out;
}

bool hang_follows_from_exits(const judged_case& of, const check::view& view) {
  const auto failed = [](const check::task_view& task) { return task.failed() && !exited(task); };
  const auto& tasks = view.tasks;
  return run::declares(of.subject, "P48") && std::any_of(tasks.begin(), tasks.end(), exited) &&
         std::none_of(tasks.begin(), tasks.end(), failed);
}

}  // namespace gauntlet::runner
