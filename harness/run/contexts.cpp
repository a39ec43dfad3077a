#include "harness/run/contexts.hpp"

namespace gauntlet::run {

using history::event_kind;

void contexts::check(history::actor_id actor, std::uint32_t group, cancellation& context) {
  now_.recorder.add(actor, event_kind::check_begin, history::none, group);
  const look seen = context.now();
  now_.recorder.add(actor, event_kind::check_end, group, seen.cancelled ? 1 : 0, seen.cause);
  if (seen.cancelled) read_payload_of_cause(actor, seen.cause);
}

void contexts::await(history::actor_id actor, std::uint32_t group, cancellation& context) {
  now_.recorder.add(actor, event_kind::await_begin, history::none, group);
  const look seen = context.wait();
  now_.recorder.add(actor, event_kind::await_end, group, 1, seen.cause);
  read_payload_of_cause(actor, seen.cause);
}

// An actor that observes the cancellation also observes the failing task's writes (P17).
void contexts::read_payload_of_cause(history::actor_id actor, std::uint32_t cause) {
  if (cause < now_.plan->tasks.size())
    now_.recorder.add(actor, event_kind::payload_read, cause, now_.payloads.read(cause) ? 1 : 0);
}

void contexts::cancel_parent(history::actor_id actor) {
  now_.recorder.add(actor, event_kind::cancel_begin);
  root_->cancel_parent();
  now_.recorder.add(actor, event_kind::cancel_end);
}

}  // namespace gauntlet::run
