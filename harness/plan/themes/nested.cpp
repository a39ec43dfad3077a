#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

void add_inner(draft& draft, std::uint32_t group, task inner) {
  inner.group = group;
  draft.add(std::move(inner));
}

/// A group that is opened when its parent has been cancelled is born cancelled (P18).
void nested_in_cancelled(draft& draft) {
  auto opener = canceller(draft);
  opener.steps.push_back({step_kind::check, 0});
  opener.steps.push_back({step_kind::nest, 1});
  draft.submit(std::move(opener));
  for (auto n = draft.random.between(1, 4); n > 0 && draft.room_inside() > 0; --n) {
    task inner = draft.any_task(30);
    inner.steps.push_back({step_kind::check, 0});
    add_inner(draft, 1, std::move(inner));
  }
}

/// Of two inner groups one has failed, and may end, when the outer one is cancelled: the other group must be
/// cancelled, too (P20).
void nested_beside_a_failed(draft& draft) {
  auto& random = draft.random;
  const auto failed = random.between(1, 2);
  for (const std::uint32_t group : {1u, 2u}) {
    task opener = draft.any_task(20);
    opener.steps.push_back({step_kind::nest, group});
    draft.submit(std::move(opener));
  }
  task stays = draft.any_task(20), waits = draft.any_task(30), late = draft.failing();
  stays.steps.push_back({step_kind::delay, random.between(100, 600)});
  waits.steps.push_back({step_kind::await_cancel, 0});
  late.steps.push_back({step_kind::delay, random.between(20, 400)});
  add_inner(draft, failed, draft.failing());
  add_inner(draft, failed, std::move(stays));
  add_inner(draft, 3 - failed, std::move(waits));
  draft.submit(std::move(late));
  if (random.percent(50))  // between the cancellation of one and that of the other
    draft.add_delay(injection_point::cause_stored, random.between(50, 400));
}

/// The outer group fails at about the time at which inner ones are derived from it (P18).
void cancel_while_they_open(draft& draft) {
  task late = draft.failing();
  if (draft.random.percent(75)) {
    const auto us = draft.random.between(100, 600);
    draft.add_delay(injection_point::registered, us);
    late.steps.push_back({step_kind::delay, draft.random.between(1, 2 * us)});
  }
  draft.submit(std::move(late));
}

void fill(draft& draft, std::uint32_t group, bool await) {
  for (auto n = draft.random.between(1, 3); n > 0 && draft.room_inside() > 0; --n) {
    task inner = draft.any_task(35);
    if (await)
      inner.steps.push_back({step_kind::await_cancel, 0});
    else if (draft.with_context() && draft.random.percent(30))
      inner.steps.push_back({step_kind::check, 0});
    add_inner(draft, group, std::move(inner));
  }
}

}  // namespace

void nested(draft& draft) {
  if (!draft.can.nesting) return children(draft);
  auto& random = draft.random;
  if (draft.can.parent && draft.with_context() && random.percent(25)) return nested_in_cancelled(draft);
  if (draft.with_context() && draft.room() > 5 && random.percent(25)) return nested_beside_a_failed(draft);
  for (auto n = draft.few(3); n > 0; --n) draft.submit(draft.any_task(30));
  // Tasks of inner groups that wait for a cancellation which only the outer group can cause (P18, P20).
  const bool from_outside = draft.with_context() && random.percent(40);
  std::uint32_t group = 1;
  for (std::uint32_t opener = 0; opener < draft.plan.tasks.size() && group < 4; ++opener) {
    const bool certain = from_outside && group == 1;
    if (!certain && !random.percent(50)) continue;
    draft.plan.tasks[opener].steps.push_back({step_kind::nest, group});
    fill(draft, group++, from_outside);
  }
  if (from_outside && draft.room() > 0) cancel_while_they_open(draft);
}

}  // namespace gauntlet::plan::themes
