#include "harness/check/situations.hpp"

#include <algorithm>
#include <stdexcept>

namespace gauntlet::check {

situation fail_fast(std::uint32_t tasks) {
  situation s;
  s.plan.context = true;
  s.plan.tasks.resize(tasks);
  s.can.context = s.can.zero_value = s.can.cause = s.can.parent = s.can.limit = s.can.set_limit =
      s.can.try_submit = s.can.error_trees = s.can.callbacks = s.can.nesting = s.can.child_submit =
          s.can.abnormal_exit = s.can.joins_when_destroyed = s.can.timed_wait = true;
  return s;
}

situation limited(std::uint32_t tasks, std::uint32_t limit) {
  auto s = fail_fast(tasks);
  s.plan.limit = limit;
  return s;
}

situation nested(std::uint32_t tasks) {
  auto s = fail_fast(tasks);
  s.plan.tasks[0].steps = {{plan::step_kind::nest, 1}};
  s.plan.tasks[1].group = 1;
  return s;
}

situation ending_as(plan::ending end) {
  auto s = fail_fast(1);
  s.plan.tasks[0].end = end;
  return s;
}

situation collect_all(std::uint32_t tasks) {
  situation s;
  s.plan.policy = s.can.policy = plan::error_policy::all;
  s.plan.tasks.resize(tasks);
  return s;
}

judgement judge_by(std::string_view property, const situation& s, const history_builder& h) {
  const auto* asked = property_named(property);
  if (asked == nullptr) throw std::invalid_argument("there is no property " + std::string(property));
  const auto why_not = asked->not_applicable(s.can);
  if (!why_not.empty())
    throw std::invalid_argument(std::string(property) + " is not applicable: " + std::string(why_not));
  return asked->check(view(s.plan, s.can, h.raw()));
}

std::string sentence_of(std::string_view property, const situation& s, const history_builder& h) {
  const auto found = judge_by(property, s, h).violations;
  return found.empty() ? "" : found.front().sentence;
}

namespace {

using ::testing::AssertionFailure;
using ::testing::AssertionResult;
using ::testing::AssertionSuccess;

bool is_event(const history::history& h, event_ref ref) {
  if (ref.log == unowned_log) return ref.index < h.unowned.size();
  return ref.log < h.logs.size() && ref.index < h.logs[ref.log].size();
}

AssertionResult is_complete(const violation& v, const history_builder& h) {
  const bool known = std::all_of(v.evidence.begin(), v.evidence.end(),
                                 [&](event_ref ref) { return is_event(h.raw(), ref); });
  if (known && !v.sentence.empty()) return AssertionSuccess();
  return AssertionFailure() << "the sentence is empty, or the evidence names an event that does not exist: "
                            << v.sentence;
}

AssertionResult accepted_and(bool should_be_exercised, std::string_view property, const situation& s,
                             const history_builder& h) {
  const auto judged = judge_by(property, s, h);
  if (!judged.violations.empty())
    return AssertionFailure() << property << " rejects it: " << judged.violations.front().sentence;
  if (judged.exercised == should_be_exercised) return AssertionSuccess();
  return AssertionFailure() << property << (should_be_exercised ? " is not exercised" : " is exercised");
}

}  // namespace

AssertionResult rejected(std::string_view property, const situation& s, const history_builder& h) {
  const auto judged = judge_by(property, s, h);
  if (judged.violations.empty()) return AssertionFailure() << property << " accepts it";
  if (!judged.exercised) return AssertionFailure() << property << " rejects it and is not exercised";
  for (const violation& v : judged.violations)
    if (const auto complete = is_complete(v, h); !complete) return complete;
  return AssertionSuccess();
}

AssertionResult accepted(std::string_view property, const situation& s, const history_builder& h) {
  const auto sentence = sentence_of(property, s, h);
  if (sentence.empty()) return AssertionSuccess();
  return AssertionFailure() << property << " rejects it: " << sentence;
}

AssertionResult exercised(std::string_view property, const situation& s, const history_builder& h) {
  return accepted_and(true, property, s, h);
}

AssertionResult unexercised(std::string_view property, const situation& s, const history_builder& h) {
  return accepted_and(false, property, s, h);
}

AssertionResult hangs_by(std::string_view property, const situation& s, history_builder h) {
  const auto diagnosed = diagnose_hang(view(s.plan, s.can, h.hangs().raw()));
  if (diagnosed.property != property)
    return AssertionFailure() << "the diagnosis is " << diagnosed.property << ": " << diagnosed.sentence;
  return is_complete(diagnosed, h);
}

}  // namespace gauntlet::check
