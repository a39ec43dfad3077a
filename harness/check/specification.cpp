#include "harness/check/specification.hpp"

#include <bit>

namespace gauntlet::check::specification {
namespace {

constexpr std::uint64_t bit(std::uint8_t task) { return std::uint64_t{1} << task; }

bool full(const group_state& group) {
  return group.limit != history::none &&
         static_cast<std::uint32_t>(std::popcount(group.holding)) >= group.limit;
}

}  // namespace

machine::machine(const plan::plan& plan, std::int32_t fixed_limit)
    : plan_(plan),
      limit_(plan.limit.value_or(fixed_limit > 0 ? static_cast<std::uint32_t>(fixed_limit) : history::none)),
      errors_(plan.tasks.size()) {}

state machine::start() const {
  state first;
  first.groups[0].limit = limit_;
  first.contexts[0].open = true;
  if (plan_.context) first.contexts[1] = {0, true, false, 0, history::no_error};
  return first;
}

bool machine::take(state& now, const transition& next) const {
  group_state& group = now.groups[next.group];
  const auto own = static_cast<std::uint8_t>(next.group + 1);
  context_state& context = now.contexts[own];
  switch (next.kind) {
    case transition_kind::count:
      group.counted |= bit(next.task);
      return true;
    case transition_kind::acquire:
      if (full(group) || (group.counted & bit(next.task)) == 0) return false;
      group.holding |= bit(next.task);
      return true;
    case transition_kind::refuse:
      return full(group);
    case transition_kind::uncount:
      group.holding &= ~bit(next.task);
      group.counted &= ~bit(next.task);
      return true;
    case transition_kind::release:
      group.holding &= ~bit(next.task);
      return true;
    case transition_kind::leave:
      group.counted &= ~bit(next.task);
      return true;
    case transition_kind::record:
      group.recorded |= bit(next.task);
      if (group.first == history::none) group.first = next.task;
      return true;
    case transition_kind::cancel:
      if (plan_.policy == plan::error_policy::first && group.first == next.task)
        cancel(now, own, next.error, next.by);
      return true;
    case transition_kind::join:
      return group.counted == 0;
    case transition_kind::finish:
      cancel(now, own, history::id_canceled, next.by);
      return true;
    case transition_kind::report:
      return result_of(group) == next.answer;
    case transition_kind::observe:
      return context.cancelled == next.cancelled && (!context.cancelled || context.cause == next.error);
    case transition_kind::observe_parent:
      return now.contexts[0].cancelled == next.cancelled;
    case transition_kind::cancel_parent:
      cancel(now, 0, history::id_parent, next.by);
      return true;
    case transition_kind::pass_deadline:
      cancel(now, 0, history::id_deadline, next.by);
      return true;
    case transition_kind::open:
      context.open = plan_.context;
      context.derived_from = next.by;
      inherit(now, own);  // a context that is derived from a cancelled one starts cancelled
      return true;
    case transition_kind::inherit:
      return inherit(now, own);
    case transition_kind::settle:
      return settled(now, next.by);
    case transition_kind::set_limit:
      if (group.counted != 0) return false;
      group.limit = next.limit.value_or(history::none);
      return true;
    case transition_kind::keep_limit:
      return group.counted != 0;
  }
  return false;
}

void machine::cancel(state& now, std::uint8_t context, std::uint32_t cause, std::uint8_t by) const {
  context_state& target = now.contexts[context];
  if (!target.open || target.cancelled) return;
  target.cancelled = true;
  target.cause = cause;
  target.by = by;
}

bool machine::inherit(state& now, std::uint8_t context) const {
  context_state& target = now.contexts[context];
  if (!target.open || target.cancelled || target.derived_from == no_context) return false;
  const context_state& above = now.contexts[target.derived_from];
  if (above.cancelled) cancel(now, context, above.cause, above.by);
  return above.cancelled;
}

bool machine::settled(const state& now, std::uint8_t by) const {
  for (const context_state& context : now.contexts) {
    if (!context.open || context.cancelled || context.derived_from == no_context) continue;
    const context_state& above = now.contexts[context.derived_from];
    if (above.cancelled && above.by == by) return false;
  }
  return true;
}

std::vector<std::uint32_t> machine::result_of(const group_state& group) const {
  if (plan_.policy == plan::error_policy::first)
    return group.first == history::none ? std::vector<std::uint32_t>{} : errors_[group.first];
  std::vector<std::uint32_t> all;
  for (std::size_t task = 0; task < errors_.size(); ++task)
    if ((group.recorded & bit(static_cast<std::uint8_t>(task))) != 0)
      all.insert(all.end(), errors_[task].begin(), errors_[task].end());
  return all;
}

}  // namespace gauntlet::check::specification
