#include "harness/run/contexts.hpp"

namespace gauntlet::run {

using history::event_kind;

void contexts::check(history::actor_id actor, std::uint32_t group, cancellation& context) {
  current_.recorder.add(actor, event_kind::check_begin, history::none, group);
  const observation seen = context.now();
  current_.recorder.add(actor, event_kind::check_end, group, seen.cancelled ? 1 : 0, seen.cause);
  if (seen.cancelled) read_payload_of_cause(actor, seen.cause);
}

void contexts::await(history::actor_id actor, std::uint32_t group, cancellation& context) {
  current_.recorder.add(actor, event_kind::await_begin, history::none, group);
  const observation seen = context.wait();
  current_.recorder.add(actor, event_kind::await_end, group, 1, seen.cause);
  read_payload_of_cause(actor, seen.cause);
}

// An actor that observes the cancellation must also observe the failing task's writes (P17). Causes that are
// not tasks have ids above every task number.
void contexts::read_payload_of_cause(history::actor_id actor, std::uint32_t cause) {
  if (cause < current_.plan->tasks.size())
    current_.recorder.add(actor, event_kind::payload_read, cause, current_.payloads.read(cause) ? 1 : 0);
}

void contexts::cancel_parent(history::actor_id actor) {
  current_.recorder.add(actor, event_kind::cancel_begin);
  root_->cancel_parent();
  current_.recorder.add(actor, event_kind::cancel_end);
}

}  // namespace gauntlet::run
