#include "harness/check/applicability.hpp"

namespace gauntlet::check {

using plan::capabilities;
using plan::error_policy;

std::string_view applies(const capabilities&) { return {}; }
std::string_view needs_joins(const capabilities& can) {
  return can.joins ? "" : "its wait may return before its tasks have ended";
}
std::string_view needs_first(const capabilities& can) {
  return can.policy == error_policy::first ? "" : "it collects all errors";
}
std::string_view needs_all(const capabilities& can) {
  return can.policy == error_policy::all ? "" : "it reports only the first error";
}
std::string_view needs_context(const capabilities& can) { return can.context ? "" : "it has no context"; }
std::string_view needs_first_and_context(const capabilities& can) {
  return needs_first(can).empty() ? needs_context(can) : needs_first(can);
}
std::string_view needs_cause(const capabilities& can) {
  return can.context && can.cause ? "" : "it has no context that reports a cause";
}
std::string_view needs_parent(const capabilities& can) {
  return can.context && can.parent ? "" : "it has no parent context";
}
std::string_view needs_any_limit(const capabilities& can) {
  return can.limit || can.fixed_limit > 0 ? "" : "it has no limit";
}
std::string_view needs_submit(const capabilities& can) {
  return can.starts_on_submit ? "" : "it submits its tasks itself";
}
std::string_view needs_limit(const capabilities& can) {
  if (!needs_submit(can).empty()) return needs_submit(can);
  return can.limit ? "" : "it has no limit";
}
std::string_view needs_child_submit(const capabilities& can) {
  return can.child_submit ? "" : "its tasks cannot submit to their own group";
}
std::string_view needs_set_limit(const capabilities& can) {
  return can.set_limit ? "" : "its limit cannot be changed";
}
std::string_view needs_try_submit_under_limit(const capabilities& can) {
  return needs_limit(can).empty() ? needs_try_submit(can) : needs_limit(can);
}
std::string_view needs_callbacks(const capabilities& can) {
  return can.context && can.callbacks ? "" : "it has no context with callbacks";
}
std::string_view needs_reuse(const capabilities& can) {
  return can.reuse ? "" : "it cannot be reused after a wait";
}
std::string_view needs_repeat_wait(const capabilities& can) {
  return can.repeat_wait ? "" : "it can be waited for only once";
}
std::string_view needs_try_submit(const capabilities& can) {
  return can.try_submit ? "" : "it has no try-submit";
}
std::string_view needs_error_trees(const capabilities& can) {
  return can.error_trees ? "" : "its errors are not searchable trees";
}
std::string_view needs_thread_per_task(const capabilities& can) {
  return can.thread_per_task ? "" : "it does not create a thread for each task";
}

}  // namespace gauntlet::check
