#include "harness/schedule/engine/schedule_recorder.hpp"

#include "harness/schedule/engine/call_stack.hpp"
#include "harness/schedule/engine/control.hpp"
#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {
namespace {

void copy(const std::uintptr_t* from, std::uintptr_t* to) {
  for (std::uint32_t i = 0; i < flight_record::depth; ++i) to[i] = from[i];
}

}  // namespace

schedule_recorder::schedule_recorder()
    : record_(*static_cast<flight_record*>(machine::pages(sizeof(flight_record)))),
      so_far_(record_.so_far),
      stacks_(static_cast<stack*>(machine::pages(max_threads * sizeof(stack)))) {}

void schedule_recorder::begin(const char* strategy, const schedule_faults& faults, bool plain_accesses) {
  record_.faults = faults;
  record_.plain_accesses = plain_accesses;
  record_.decision_count = record_.waiting_count = 0;
  so_far_ = {};
  for (std::uint32_t i = 0; i + 1 < sizeof record_.strategy && (record_.strategy[i] = strategy[i]) != '\0';
       ++i) {
  }
}

// Control is off meanwhile: calls that the unwinder makes to the C library are not operations of the subject.
void schedule_recorder::take_stack(thread_id id, const void* caller) {
  const bool controls = gauntlet_engine_controls;
  gauntlet_engine_controls = false;
  take_call_stack(caller, stacks_[id], flight_record::depth);
  gauntlet_engine_controls = controls;
}

void schedule_recorder::add_stack(thread_id id, std::uint32_t step) {
  copy(stacks_[id], record_.stack[step]);
}

void schedule_recorder::add_waiting(const waiting_thread& waiting) {
  std::uintptr_t* frames = record_.waiting_stack[record_.waiting_count];
  frames[0] = 0;
  if (record_.wants_stacks != 0) copy(stacks_[waiting.id], frames);
  record_.waiting[record_.waiting_count++] = waiting;
}

}  // namespace gauntlet::schedule
