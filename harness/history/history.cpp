#include "harness/history/history.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gauntlet::history {
namespace {

std::string describe_context(std::uint32_t cancelled, std::uint32_t cause) {
  if (cancelled == 0) return "not cancelled";
  if (cause == no_error) return "cancelled, no cause";
  return fmt::format("cancelled, cause: {}", name_of_error(cause));
}

std::string group_name(std::uint32_t group) {
  return group == 0 ? "the group" : fmt::format("group {}", group);
}

std::string name_of_registering_actor(const event& e) {
  return e.task == none ? "the driver" : fmt::format("task {}", e.task);
}

std::string describe_end(const event& e) {
  switch (static_cast<outcome>(e.value)) {
    case outcome::ok:
      return "body ended: ok";
    case outcome::failed:
      return fmt::format("body ended: returned {}", name_of_error(e.extra));
    case outcome::raised:
      return fmt::format("body ended: threw {}", name_of_error(e.extra));
    case outcome::exited:
      return "body ended: its thread exits";
  }
  return "?";
}

std::string describe_submit_end(const event& e) {
  switch (static_cast<submit_result>(e.value)) {
    case submit_result::accepted:
      return fmt::format("submit of task {} returned: accepted", e.task);
    case submit_result::rejected:
      return fmt::format("try-submit of task {} returned: rejected", e.task);
    case submit_result::threw:
      return fmt::format("submit of task {} threw", e.task);
  }
  return "?";
}

}  // namespace

std::string name_of_error(std::uint32_t id) {
  switch (id) {
    case no_error:
      return "no error";
    case id_canceled:
      return "'canceled'";
    case id_parent:
      return "the parent's error";
    case id_deadline:
      return "'deadline exceeded'";
    case id_of_nil:
      return "a nil error";
    case id_unknown:
      return "an error that no task made";
    case id_abandoned:
      return "'abandoned'";
    default:
      return fmt::format("error {}", id);
  }
}

std::string name_of_actor(actor_id actor, std::size_t tasks) {
  if (actor == driver) return "driver";
  if (actor <= tasks) return fmt::format("task {}", actor - 1);
  return fmt::format("waiter {}", actor - tasks);
}

std::string_view name_of(event_kind kind) {
  static constexpr std::string_view names[] = {"submit_begin",
                                               "submit_end",
                                               "submit_left",
                                               "body_begin",
                                               "body_end",
                                               "check_begin",
                                               "check_end",
                                               "await_begin",
                                               "await_end",
                                               "meet_begin",
                                               "meet_end",
                                               "gate_begin",
                                               "gate_end",
                                               "gate_open",
                                               "nest_begin",
                                               "nest_end",
                                               "wait_begin",
                                               "wait_end",
                                               "wait_error",
                                               "wait_timeout",
                                               "beside_begin",
                                               "after_wait",
                                               "cancel_begin",
                                               "cancel_end",
                                               "limit_begin",
                                               "limit_end",
                                               "callable_gone",
                                               "locals_gone",
                                               "callback_add_begin",
                                               "callback_add_end",
                                               "callback_drop_begin",
                                               "callback_drop_end",
                                               "callback_begin",
                                               "callback_end",
                                               "payload_read",
                                               "parcel_read",
                                               "group_gone",
                                               "parent_state",
                                               "tree_checked",
                                               "quiescent"};
  return names[static_cast<std::size_t>(kind)];
}

std::string describe(const event& e) {
  switch (e.kind) {
    case event_kind::submit_begin:
      return fmt::format("submits task {}", e.task);
    case event_kind::submit_end:
      return describe_submit_end(e);
    case event_kind::submit_left:
      return fmt::format("the unsuccessful submit of task {} created {} threads", e.task, e.value);
    case event_kind::body_begin:
      return "body begins";
    case event_kind::body_end:
      return describe_end(e);
    case event_kind::check_begin:
      return "checks for cancellation";
    case event_kind::check_end:
      return "observed: " + describe_context(e.value, e.extra);
    case event_kind::await_begin:
      return "waits for cancellation";
    case event_kind::await_end:
      return "woke up: " + describe_context(1, e.extra);
    case event_kind::meet_begin:
      return fmt::format("arrives at rendezvous {}", e.value);
    case event_kind::meet_end:
      return fmt::format("leaves rendezvous {}", e.value);
    case event_kind::gate_begin:
      return fmt::format("waits at gate {}", e.value);
    case event_kind::gate_end:
      return fmt::format("passes gate {}", e.value);
    case event_kind::gate_open:
      return fmt::format("opens gate {}", e.value);
    case event_kind::nest_begin:
      return fmt::format("opens nested group {}", e.value);
    case event_kind::nest_end:
      return fmt::format("nested group {} has ended", e.value);
    case event_kind::wait_begin:
      return e.extra == none ? fmt::format("waits for {}", group_name(e.value))
                             : fmt::format("waits for {} for at most {} us", group_name(e.value), e.extra);
    case event_kind::wait_end:
      return e.extra == 0 ? fmt::format("wait for {} returned: no error", group_name(e.value))
                          : fmt::format("wait for {} returned {} error{}", group_name(e.value), e.extra,
                                        e.extra == 1 ? "" : "s");
    case event_kind::wait_error:
      return fmt::format("  … {}", name_of_error(e.value));
    case event_kind::wait_timeout:
      return fmt::format("wait for {} timed out after {} us", group_name(e.value), e.extra);
    case event_kind::beside_begin:
      return "starts a thread that waits";
    case event_kind::after_wait:
      return "after the wait the context is " + describe_context(e.value, e.extra);
    case event_kind::cancel_begin:
      return "cancels the parent context";
    case event_kind::cancel_end:
      return "the parent context is cancelled";
    case event_kind::limit_begin:
      return e.value == none ? "lifts the limit" : fmt::format("sets the limit to {}", e.value);
    case event_kind::limit_end:
      return e.value == 1 ? "the limit is set" : "the subject refused the limit";
    case event_kind::callable_gone:
      return fmt::format("the callable of task {} is destroyed", e.task);
    case event_kind::locals_gone:
      return fmt::format("the thread_locals of task {}'s thread are destroyed", e.task);
    case event_kind::callback_add_begin:
      return "registers a callback";
    case event_kind::callback_add_end:
      return "the callback is registered";
    case event_kind::callback_drop_begin:
      return "removes the callback";
    case event_kind::callback_drop_end:
      return "the callback is removed";
    case event_kind::callback_begin:
      return fmt::format("the callback of {} runs", name_of_registering_actor(e));
    case event_kind::callback_end:
      return fmt::format("the callback of {} returns", name_of_registering_actor(e));
    case event_kind::parcel_read:
      return e.value == 1 ? "reads the memory written before its submit: intact"
                          : "reads the memory written before its submit: not the values that were written";
    case event_kind::payload_read:
      return fmt::format("reads the memory that task {} wrote: {}", e.task,
                         e.value == 1 ? "intact" : "not the values that it wrote");
    case event_kind::group_gone:
      return fmt::format("{} is destroyed", group_name(e.value));
    case event_kind::parent_state:
      return e.value == 1 ? "at the end the parent is cancelled" : "at the end the parent is not cancelled";
    case event_kind::tree_checked:
      return e.value == 1 ? "searched the error tree: as expected"
                          : "searched the error tree: not as expected";
    case event_kind::quiescent:
      return "no other thread can run code of the group";
  }
  return "?";
}

std::vector<event> merge(const history& history) {
  std::vector<event> all;
  for (const auto& log : history.logs) all.insert(all.end(), log.begin(), log.end());
  all.insert(all.end(), history.unowned.begin(), history.unowned.end());
  std::stable_sort(all.begin(), all.end(), [](const event& a, const event& b) { return a.time < b.time; });
  return all;
}

}  // namespace gauntlet::history
