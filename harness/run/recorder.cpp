#include "harness/run/recorder.hpp"

#include <algorithm>
#include <optional>

#include "harness/schedule/engine/last_schedule.hpp"
#include "harness/schedule/forked_child.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/quiescence.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;

/// Returns true if the thread enters code of the subject after it has recorded this event, false if it has
/// just left it, and nullopt for an event in between. A callback is called by the subject, which is still
/// cancelling: its thread stays inside.
std::optional<bool> enters_subject(event_kind kind) {
  switch (kind) {
    case event_kind::submit_begin:
    case event_kind::body_end:
    case event_kind::check_begin:
    case event_kind::await_begin:
    case event_kind::nest_begin:
    case event_kind::wait_begin:
    case event_kind::cancel_begin:
    case event_kind::limit_begin:
    case event_kind::callback_add_begin:
    case event_kind::callback_drop_begin:
    case event_kind::parent_state:  // the driver destroys the group next
      return true;
    case event_kind::submit_end:
    case event_kind::body_begin:
    case event_kind::check_end:
    case event_kind::await_end:
    case event_kind::nest_end:
    case event_kind::wait_end:
    case event_kind::wait_timeout:
    case event_kind::cancel_end:
    case event_kind::limit_end:
    case event_kind::callback_add_end:
    case event_kind::callback_drop_end:
    case event_kind::group_gone:
      return false;
    default:
      return std::nullopt;
  }
}

}  // namespace

void recorder::log::reserve(std::uint32_t events) {
  used.store(0);
  if (events <= capacity) return;
  slots = std::make_unique<slot[]>(events);
  capacity = events;
}

recorder::recorder() : logs_(max_actors) { unowned_.reserve(max_unowned); }

void recorder::begin(std::span<const std::uint32_t> capacities) {
  const auto actors = std::min(static_cast<std::uint32_t>(capacities.size()), max_actors);
  actors_.store(actors);
  for (std::uint32_t i = 0; i < actors; ++i) logs_[i].reserve(capacities[i]);
  unowned_.used.store(0);
  overflowed_.store(0);
  late_runs_.store(0);
  start_.store(schedule::in_a_schedule() ? 0 : schedule::now());
  bodies_ended_.store(0);
  clock_error_.store(schedule::clock_error());
}

void recorder::write(log& log, std::uint32_t index, const history::event& what) noexcept {
  if (index >= log.capacity) {
    overflowed_.add(1);
    return;
  }
  slot& slot = log.slots[index];
  slot.time.store(what.time);
  slot.what.store(static_cast<std::uint64_t>(what.kind) | std::uint64_t{what.task} << 8);
  slot.values.store(what.value | std::uint64_t{what.extra} << 32);
}

// Under control, another thread may run between any two accesses of this function. Therefore a thread enters
// the subject before the time of its event, and leaves it after that time.
void recorder::add(actor_id actor, event_kind kind, std::uint32_t task, std::uint32_t value,
                   std::uint32_t extra) noexcept {
  schedule::end_if_forked_child();
  const auto enters = enters_subject(kind);
  if (enters == true) {
    add_quiescence(actor);
    schedule::set_outside_of_subject(false);
  }
  append(actor, {kind, actor, task, value, extra, schedule::stamp()});
  if (kind == event_kind::body_end) bodies_ended_.add(1);
  if (enters == false) schedule::set_outside_of_subject(true);
}

void recorder::add_quiescence(actor_id actor) noexcept {
  if (bodies_ended_.load() == 0) return;
  const auto when = schedule::stamp_if_quiescent();
  if (when == 0) return;
  bodies_ended_.store(0);
  append(actor, {event_kind::quiescent, actor, history::none, 0, history::none, when});
}

void recorder::append(actor_id actor, const history::event& what) noexcept {
  log& log = logs_[actor];
  const auto index = log.used.load();
  write(log, index, what);
  // One thread at a time writes this log, so that a load and a store suffice. The slot is stored before
  // `used`, so that a snapshot on another thread reads complete slots only. The stores are calls of functions
  // in another object file, which the compiler cannot reorder, and x86-64 keeps stores in order.
  log.used.store(index + 1);
}

void recorder::add_unowned(event_kind kind, std::uint32_t task, std::uint32_t value) noexcept {
  schedule::end_if_forked_child();
  // Many threads write this log: each claims a slot first. A snapshot can read a slot before it is written.
  write(unowned_, unowned_.used.add(1), {kind, history::none, task, value, history::none, schedule::stamp()});
}

history::event recorder::read(const slot& slot, actor_id actor, std::uint64_t start) {
  const auto what = slot.what.load();
  const auto values = slot.values.load();
  history::event event;
  event.kind = static_cast<event_kind>(what & 0xffu);
  event.actor = actor;
  event.task = static_cast<std::uint32_t>(what >> 8);
  event.value = static_cast<std::uint32_t>(values);
  event.extra = static_cast<std::uint32_t>(values >> 32);
  event.time = slot.time.load() - start;
  return event;
}

history::history recorder::snapshot() const {
  history::history out;
  out.clock_error = clock_error_.load();
  out.overflowed = overflowed_.load();
  out.late_runs = late_runs_.load();
  const auto actors = actors_.load();
  const auto start = start_.load();
  out.logs.resize(actors);
  for (std::uint32_t a = 0; a < actors; ++a) {
    const auto used = std::min(logs_[a].used.load(), logs_[a].capacity);
    for (std::uint32_t i = 0; i < used; ++i) out.logs[a].push_back(read(logs_[a].slots[i], a, start));
  }
  const auto unowned = std::min(unowned_.used.load(), unowned_.capacity);
  for (std::uint32_t i = 0; i < unowned; ++i)
    out.unowned.push_back(read(unowned_.slots[i], history::none, start));
  return out;
}

}  // namespace gauntlet::run
