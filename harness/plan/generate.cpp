#include "harness/plan/generate.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/plan/draft.hpp"
#include "harness/plan/prng.hpp"

namespace gauntlet::plan {
namespace {

/// Draws one plan. Every theme appends tasks and driver steps, which are roughened in the end.
class themes : draft {
 public:
  themes(std::uint64_t seed, const capabilities& can, std::uint32_t size) : draft(seed, can, size) {}

  plan operator()() {
    draw_theme();
    if (!unjoined_ && (plan_.driver.empty() || plan_.driver.back().kind != driver_kind::wait)) wait();
    if (!unjoined_) maybe_again();
    roughen();
    return std::move(plan_);
  }

 private:
  void draw_theme() {
    static constexpr std::array all{
        &themes::mixed,          &themes::mixed,         &themes::all_fail,      &themes::one_fails,
        &themes::limited,        &themes::limited_chain, &themes::rendezvous,    &themes::census,
        &themes::cancel_waiters, &themes::consequences,  &themes::parent_cancel, &themes::children,
        &themes::nested,         &themes::thread_fails,  &themes::last_fails,    &themes::allocation_fails,
        &themes::callbacks,      &themes::closed,        &themes::lifted,        &themes::set_while_active,
        &themes::limited_tree,   &themes::timed,         &themes::beside,        &themes::unjoined,
        &themes::move_fails,     &themes::nested,        &themes::limited_crowd};
    (this->*all[random_.below(all.size())])();
  }

  void mixed() {
    if (random_.percent(25)) return;  // no tasks at all (P37)
    const auto failures = random_.percent(30) ? 0u : random_.between(10, 80);
    for (auto n = few(40); n > 0; --n) submit(add(make(any_end(failures))));
  }

  void all_fail() {
    for (auto n = few(40); n > 0; --n) submit(add(failing()));
  }

  void one_fails() {
    const auto n = few(40);
    const auto which = random_.below(n);
    for (std::uint32_t i = 0; i < n; ++i) submit(add(i == which ? failing() : make(ending::ok)));
  }

  void last_fails() {
    for (auto n = few(12); n > 1; --n) submit(add(make(ending::ok)));
    task late = failing();
    late.steps.push_back({step_kind::delay, random_.between(20, 300)});
    submit(add(late));
  }

  void limited() {
    if (can_.fixed_limit > 0) return up_to_its_limit();
    if (!can_.limit) return mixed();
    plan_.limit = pick_limit(6);
    for (auto n = few(40); n > 0; --n) {
      task task = make(any_end(25));
      if (random_.percent(40)) task.steps.push_back({step_kind::delay, random_.between(1, 60)});
      const auto index = add(std::move(task));
      drive(can_.try_submit && random_.percent(25) ? driver_kind::try_submit : driver_kind::submit, index);
    }
  }

  /// Tasks enough, and long enough, for a limit that is part of the subject to be reached (P25).
  void up_to_its_limit() {
    for (auto n = static_cast<std::uint32_t>(can_.fixed_limit) + random_.between(0, 6); n > 0 && room() > 0;
         --n) {
      task task = make(any_end(25));
      task.steps.push_back({step_kind::delay, random_.between(300, 900)});
      submit(add(std::move(task)));
    }
  }

  /// Limit 1 makes the order of the records certain, so that which error is first is, too.
  void limited_chain() {
    if (!can_.limit) return all_fail();
    plan_.limit = 1;
    for (auto n = few(10); n > 0; --n) drive(driver_kind::submit, add(make(any_end(70))));
  }

  /// As many tasks as the limit allows must be able to meet (P03, P26).
  void rendezvous() {
    const auto n = few_blocking(8);
    if (can_.limit && random_.percent(60)) plan_.limit = n;
    for (std::uint32_t i = 0; i < n; ++i) {
      task task = make(any_end(20));
      task.steps.push_back({step_kind::rendezvous, 0});
      drive(driver_kind::submit, add(std::move(task)));
    }
  }

  /// After a wait every permit must be free: as many tasks as the limit allows are let in at once, and no
  /// more.
  void census() {
    if (!can_.limit || !can_.try_submit || !can_.reuse || can_.concurrency < 4) return limited();
    const auto limit = pick_limit(std::min(5u, can_.concurrency - 3));
    plan_.limit = limit;
    for (auto n = random_.between(1, 5); n > 0; --n) drive(driver_kind::submit, add(make(any_end(40))));
    drive(driver_kind::wait, 1);
    if (can_.set_limit && random_.percent(50)) drive(driver_kind::set_limit, limit);
    for (std::uint32_t i = 0; i <= limit && room() > 0; ++i) {
      task task = make(any_end(20));
      task.steps.push_back({step_kind::gate, 0});
      drive(driver_kind::try_submit, add(std::move(task)));
    }
    drive(driver_kind::open_gate, 0);
    if (random_.percent(40))  // between the permit and the count-down, in whichever order they come (P27)
      plan_.delays.push_back({injection_point::permit_released, -1, random_.between(50, 500)});
  }

  /// Now and then with a second look, which must see it, too (P17).
  void await_cancel(task& task) {
    task.steps.push_back({step_kind::await_cancel, 0});
    if (random_.percent(25)) task.steps.push_back({step_kind::check, 0});
  }

  /// Tasks that block until they are cancelled: a lost cancellation is a deadlock (P13, P18).
  void cancel_waiters() {
    if (!with_context()) return one_fails();
    const auto waiters = few_blocking(8);
    const auto trigger_at = random_.between(0, waiters);
    for (std::uint32_t i = 0; i <= waiters; ++i) {
      task task = i == trigger_at ? failing() : make(any_end(30));
      if (i != trigger_at)
        await_cancel(task);
      else if (random_.percent(40))
        task.steps.push_back({step_kind::delay, random_.between(5, 200)});
      submit(add(std::move(task)));
    }
    if (can_.starts_on_submit && random_.percent(50)) {
      drive(driver_kind::await_cancel);
      if (random_.percent(50)) late_tasks();
    }
    if (can_.limit && random_.percent(20)) plan_.limit = waiters + 1;
  }

  /// The cancellation has been seen: tasks that come now are born cancelled (P18), and for all others it
  /// stays (P17).
  void late_tasks() {
    for (auto n = random_.between(1, 2); n > 0 && room() > 0; --n) {
      task late = make(any_end(30));
      late.steps.push_back({step_kind::check, 0});
      submit(add(std::move(late)));
    }
    drive(driver_kind::observe);
  }

  /// Tasks that fail because they were cancelled: none of them may be the first error (P08).
  void consequences() {
    if (!with_context()) return all_fail();
    const auto first = add(failing());
    submit(first);
    if (random_.percent(40))  // between its record and the cancellation, in whichever order they come
      plan_.delays.push_back(
          {injection_point::recorded, static_cast<std::int32_t>(first), random_.between(50, 500)});
    for (auto n = few_blocking(6); n > 0; --n) {
      task task = failing();
      await_cancel(task);
      submit(add(std::move(task)));
    }
  }

  void parent_cancel() {
    if (!can_.parent || !plan_.context) return mixed();
    if (can_.deadline && random_.percent(25)) plan_.deadline_us = random_.between(1, 400);
    const bool from_task = random_.percent(40) || !can_.starts_on_submit;
    const auto n = std::min(few_blocking(6), can_.max_tasks - 1);
    for (std::uint32_t i = 0; i < n; ++i) {
      task task = make(any_end(random_.percent(50) ? 0 : 35));
      if (random_.percent(50))
        task.steps.push_back({step_kind::await_cancel, 0});
      else
        task.steps.push_back({step_kind::check, 0});
      submit(add(std::move(task)));
    }
    if (from_task && can_.concurrency > n + 2) {
      submit(add(canceller()));
    } else if (can_.starts_on_submit) {
      const auto at = random_.between(0, static_cast<std::uint32_t>(plan_.driver.size()));
      plan_.driver.insert(plan_.driver.begin() + at, {driver_kind::cancel_parent, 0});
    }
  }

  /// Cancels the parent, and may look at what that did to its own group (P20).
  task canceller() {
    task made = make(any_end(20));
    made.steps.push_back({step_kind::cancel_parent, 0});
    if (random_.percent(50)) made.steps.push_back({step_kind::check, 0});
    return made;
  }

  /// A group that is opened when its parent has been cancelled is born cancelled (P18).
  void nested_in_cancelled() {
    auto opener = canceller();
    opener.steps.push_back({step_kind::check, 0});
    opener.steps.push_back({step_kind::nest, 1});
    submit(add(std::move(opener)));
    for (auto n = random_.between(1, 4); n > 0 && room_inside() > 0; --n) {
      task inner = make(any_end(30));
      inner.group = 1;
      inner.steps.push_back({step_kind::check, 0});
      add(std::move(inner));
    }
  }

  /// Of two inner groups one has failed, and may end, when the outer one is cancelled: the other must hear of
  /// it (P20).
  void nested_beside_a_failed() {
    const auto failed = random_.between(1, 2);
    for (const std::uint32_t group : {1u, 2u}) {
      task opener = make(any_end(20));
      opener.steps.push_back({step_kind::nest, group});
      submit(add(std::move(opener)));
    }
    const auto add_inner = [this](std::uint32_t group, task inner) {
      inner.group = group;
      add(std::move(inner));
    };
    task stays = make(any_end(20)), waits = make(any_end(30)), late = failing();
    stays.steps.push_back({step_kind::delay, random_.between(100, 600)});
    waits.steps.push_back({step_kind::await_cancel, 0});
    late.steps.push_back({step_kind::delay, random_.between(20, 400)});
    add_inner(failed, failing());
    add_inner(failed, std::move(stays));
    add_inner(3 - failed, std::move(waits));
    submit(add(std::move(late)));
    if (random_.percent(50))  // between the cancellation of one and that of the other
      plan_.delays.push_back({injection_point::cause_stored, -1, random_.between(50, 400)});
  }

  void children() {
    if (!can_.child_submit) return can_.nesting ? nested() : mixed();
    std::uint32_t open = few(5);
    for (std::uint32_t i = 0; i < open; ++i) submit(add(make(any_end(25))));
    for (std::uint32_t parent = 0; parent < plan_.tasks.size() && room() > 0 && plan_.tasks.size() < 14;
         ++parent) {
      if (!random_.percent(60)) continue;
      for (auto n = random_.between(1, 2); n > 0 && room() > 0; --n) {
        const auto child = add(make(any_end(25)));
        plan_.tasks[parent].steps.push_back({step_kind::submit, child});
      }
    }
  }

  void nested() {
    if (!can_.nesting) return children();
    if (can_.parent && with_context() && random_.percent(25)) return nested_in_cancelled();
    if (with_context() && room() > 5 && random_.percent(25)) return nested_beside_a_failed();
    const auto outer = few(3);
    for (std::uint32_t i = 0; i < outer; ++i) submit(add(make(any_end(30))));
    // Tasks of inner groups that wait for a cancellation which only the outer group can cause (P18, P20).
    const bool from_outside = with_context() && random_.percent(40);
    std::uint32_t group = 1;
    for (std::uint32_t opener = 0; opener < plan_.tasks.size() && group < 4; ++opener) {
      const bool first = from_outside && group == 1;
      if (!first && !random_.percent(50)) continue;
      plan_.tasks[opener].steps.push_back({step_kind::nest, group});
      for (auto n = random_.between(1, 3); n > 0 && room_inside() > 0; --n) {
        task inner = make(any_end(35));
        inner.group = group;
        if (from_outside)
          inner.steps.push_back({step_kind::await_cancel, 0});
        else if (with_context() && random_.percent(30))
          inner.steps.push_back({step_kind::check, 0});
        add(std::move(inner));
      }
      ++group;
    }
    if (from_outside && room() > 0) cancel_while_they_open();
  }

  /// The outer group fails at about the time at which inner ones are derived from it (P18).
  void cancel_while_they_open() {
    task late = failing();
    if (random_.percent(75)) {
      const auto us = random_.between(100, 600);
      plan_.delays.push_back({injection_point::registered, -1, us});
      late.steps.push_back({step_kind::delay, random_.between(1, 2 * us)});
    }
    submit(add(std::move(late)));
  }

  void thread_fails() {
    if (!can_.thread_per_task) return allocation_fails();
    some_submit_fails(8, &faults::thread_create_fails_at, 1);
  }

  void allocation_fails() {
    if (!can_.starts_on_submit) return mixed();
    some_submit_fails(6, &faults::allocation_fails_at, random_.percent(50) ? 1 : 4);
  }

  void move_fails() {
    if (!can_.thread_per_task || !can_.starts_on_submit) return allocation_fails();
    some_submit_fails(6, &faults::move_fails_at, 5);
  }

  /// One of so many chances that each submit gives for the fault (P53, P51).
  void some_submit_fails(std::uint32_t most, std::uint32_t faults::* fault, std::uint32_t chances) {
    const auto n = few(most);
    if (can_.limit && random_.percent(40)) plan_.limit = pick_limit(4);
    for (std::uint32_t i = 0; i < n; ++i) drive(driver_kind::submit, add(make(any_end(30))));
    plan_.faults.*fault = random_.between(1, chances * n);
  }

  /// Callbacks on a context that is cancelled while they come and go (P23), and that look at it (P24).
  void callbacks() {
    if (!can_.callbacks || !plan_.context) return cancel_waiters();
    const bool waits = with_context() && can_.concurrency > 4;
    if (can_.starts_on_submit && random_.percent(50)) drive(driver_kind::callback, any_callback());
    const auto n = std::min(few_blocking(4), can_.max_tasks - 1);
    for (std::uint32_t i = 0; i < n; ++i) {
      task task = make(any_end(30));
      task.steps.push_back({step_kind::callback, any_callback()});
      if (waits && random_.percent(60)) task.steps.push_back({step_kind::await_cancel, 0});
      if (random_.percent(40)) task.steps.push_back({step_kind::drop_callback, 0});
      submit(add(std::move(task)));
    }
    if (can_.parent && random_.percent(25))
      submit(add(canceller()));
    else
      submit(add(failing()));
  }
  std::uint32_t any_callback() { return random_.below(callback_actions); }

  /// Under limit 0 nothing starts (P30), until there is another one.
  void closed() {
    if (!can_.limit || !can_.try_submit) return limited();
    if (can_.set_limit && can_.reuse && random_.percent(50)) {
      for (auto n = few(3); n > 0; --n) submit(add(make(any_end(30))));
      drive(driver_kind::wait, 1);
      drive(driver_kind::set_limit, 0);
    } else {
      plan_.limit = 0;
    }
    for (auto n = random_.between(1, 3); n > 0; --n) drive(driver_kind::try_submit, add(make(any_end(30))));
    if (!can_.set_limit || random_.percent(30)) return;
    drive(driver_kind::set_limit, random_.between(1, 3));
    for (auto n = few(4); n > 0 && room() > 0; --n) drive(driver_kind::submit, add(make(any_end(30))));
  }

  /// Where the limit was lifted, any number of tasks can meet (P31).
  void lifted() {
    if (!can_.set_limit || !can_.reuse) return rendezvous();
    plan_.limit = random_.between(1, 2);
    for (auto n = few(3); n > 0; --n) drive(driver_kind::submit, add(make(any_end(30))));
    drive(driver_kind::wait, 1);
    drive(driver_kind::lift_limit);
    for (auto n = std::max(3u, few_blocking(5)); n > 0 && room() > 0; --n) {
      task task = make(any_end(20));
      task.steps.push_back({step_kind::rendezvous, 0});
      const bool tries = can_.try_submit && random_.percent(25);
      drive(tries ? driver_kind::try_submit : driver_kind::submit, add(std::move(task)));
    }
  }

  /// A limit that is set while tasks stand at a gate must be refused (P32), and they must end.
  void set_while_active() {
    if (!can_.set_limit || !can_.starts_on_submit) return limited();
    const auto n = few_blocking(3);
    if (random_.percent(50)) plan_.limit = n + random_.between(0, 2);
    for (std::uint32_t i = 0; i < n; ++i) {
      task task = make(any_end(20));
      task.steps.push_back({step_kind::gate, 0});
      drive(driver_kind::submit, add(std::move(task)));
    }
    if (random_.percent(25))
      drive(driver_kind::lift_limit);
    else
      drive(driver_kind::set_limit, random_.between(1, 4));
    drive(driver_kind::open_gate, 0);
    for (auto more = random_.between(0, 2); more > 0 && room() > 0; --more)
      drive(driver_kind::submit, add(make(any_end(20))));
  }

  /// Tasks that submit under a limit: fewer than it allows (P35), so that the others' permits go round.
  void limited_tree() {
    if (!can_.limit || !can_.child_submit || can_.concurrency < 6) return children();
    plan_.limit = random_.between(1, 4);
    const auto submitters = *plan_.limit - 1;
    for (auto n = few(4); n > 0; --n) drive(driver_kind::submit, add(make(any_end(25))));
    const auto first = static_cast<std::uint32_t>(plan_.tasks.size());
    for (std::uint32_t parent = 0; parent < first && plan_.tasks.size() < 14; ++parent) {
      const bool tries = can_.try_submit && (parent >= submitters || random_.percent(30));
      if (!tries && parent >= submitters) continue;
      for (auto n = random_.between(1, 3); n > 0 && room() > 0; --n) {
        const auto child = add(make(any_end(25)));
        plan_.tasks[parent].steps.push_back({tries ? step_kind::try_submit : step_kind::submit, child});
      }
    }
  }

  /// One task submits beside the driver, and the others end together: two stand between the look for a permit
  /// and the start at once (P25), or wait for a permit while two go back at once (P26).
  void limited_crowd() {
    if (!can_.limit || !can_.child_submit || can_.concurrency < 8) return limited();
    const bool held_back = random_.percent(50);
    plan_.limit = held_back ? random_.between(2, 4) : random_.between(3, 6);
    const step stay{step_kind::delay, random_.between(50, 500)};
    for (auto n = *plan_.limit + random_.between(1, 2); n > 0 && room() > 0; --n)
      drive(driver_kind::submit, add(make(any_end(25))));
    for (auto n = random_.between(1, 3); n > 0 && room() > 0; --n) {
      const auto child = add(make(any_end(25)));
      plan_.tasks[0].steps.push_back({step_kind::submit, child});
    }
    for (task& task : plan_.tasks) task.steps.push_back(stay);
    if (held_back) plan_.delays.push_back({injection_point::submitted, -1, random_.between(50, 500)});
  }

  /// A wait that gives up, and one that does not (P60).
  void timed() {
    if (!can_.timed_wait || !can_.starts_on_submit) return last_fails();
    const bool gated = random_.percent(50);
    for (auto n = gated ? few_blocking(4) : few(4); n > 0; --n) {
      task task = make(any_end(40));
      if (gated)
        task.steps.push_back({step_kind::gate, 0});
      else
        task.steps.push_back({step_kind::delay, random_.between(1, 200)});
      drive(driver_kind::submit, add(std::move(task)));
    }
    if (with_context() && random_.percent(30)) waits_for_a_late_failure(gated);
    drive(driver_kind::wait_for, random_.between(1, gated ? 60 : 200));
    if (random_.percent(30))  // a wait that gives up when it is about to be notified
      plan_.delays.push_back({injection_point::counted_down, -1, random_.between(50, 400)});
    if (gated) drive(driver_kind::open_gate, 0);
  }

  /// Of a failure after a wait that gave up the others must hear as of any other (P13).
  void waits_for_a_late_failure(bool gated) {
    if (room() < 2) return;
    task waits = make(any_end(30)), late = failing();
    await_cancel(waits);
    if (gated)
      late.steps.push_back({step_kind::gate, 0});
    else
      late.steps.push_back({step_kind::delay, random_.between(50, 400)});
    drive(driver_kind::submit, add(std::move(waits)));
    drive(driver_kind::submit, add(std::move(late)));
  }

  /// Tasks that are submitted while somebody waits, and another one is sure to be active (P36).
  void beside() {
    if (!can_.repeat_wait || !can_.reuse || !can_.starts_on_submit || can_.concurrency < 4) return children();
    task first = make(any_end(30));
    first.steps.push_back({step_kind::gate, 0});
    drive(driver_kind::submit, add(std::move(first)));
    if (can_.limit && random_.percent(30)) plan_.limit = random_.between(2, 4);
    drive(driver_kind::wait_beside);
    for (auto n = few(4); n > 0; --n) {
      task task = make(any_end(30));
      if (random_.percent(40)) task.steps.push_back({step_kind::delay, random_.between(1, 150)});
      drive(driver_kind::submit, add(std::move(task)));
    }
    drive(driver_kind::open_gate, 0);
  }

  /// The group is destroyed without a wait (P56).
  void unjoined() {
    if (!can_.joins_when_destroyed) return mixed();
    unjoined_ = true;
    const bool waiters = with_context() && random_.percent(40);
    for (auto n = waiters ? few_blocking(5) : few(8); n > 0; --n) {
      task task = make(any_end(30));
      if (waiters && random_.percent(60))
        task.steps.push_back({step_kind::await_cancel, 0});
      else if (random_.percent(50))
        task.steps.push_back({step_kind::delay, random_.between(1, 150)});
      drive(driver_kind::submit, add(std::move(task)));
    }
  }

  // --- roughening ---

  /// A second wait must say the same (P38); a second round must keep the first error (P11, P40).
  void maybe_again() {
    if (can_.repeat_wait && random_.percent(20)) drive(driver_kind::wait, 1);
    if (!can_.reuse || !random_.percent(12)) return;
    const bool early = random_.percent(50);
    if (early) wait_while_the_last_is_counted_down();
    for (auto n = random_.between(1, 3); n > 0 && room() > 0; --n) {
      task task = make(any_end(40));
      if (early) task.steps.push_back({step_kind::delay, random_.between(100, 600)});
      if (plan_.context && can_.context && random_.percent(50)) task.steps.push_back({step_kind::check, 0});
      drive(driver_kind::submit, add(std::move(task)));
    }
    if (with_context() && can_.starts_on_submit && random_.percent(30)) drive(driver_kind::observe);
    drive(driver_kind::wait, 1);
  }

  /// So that the end of one round may fall into the next one (P40).
  void wait_while_the_last_is_counted_down() {
    const auto first_wait = std::find_if(plan_.driver.rbegin(), plan_.driver.rend(), [](const auto& step) {
                              return step.kind != driver_kind::wait;
                            }).base();
    plan_.driver.insert(first_wait, {driver_kind::rest, random_.between(50, 400)});
    plan_.delays.push_back({injection_point::counted_down, -1, random_.between(200, 600)});
  }

  bool unjoined_ = false;
};

}  // namespace

plan generate(std::uint64_t seed, const capabilities& capabilities, std::uint32_t size) {
  // A theme can meet capabilities that make its plan impossible (a rendezvous wider than the subject's
  // threads, say): then the next stream of the same seed is drawn.
  for (std::uint64_t attempt = 0; attempt < 1000; ++attempt) {
    plan candidate = themes(mix(seed) + attempt, capabilities, size)();
    if (!why_impossible(candidate, capabilities)) return candidate;
  }
  throw std::logic_error("no possible plan in 1000 attempts; the generators do not fit these capabilities");
}

}  // namespace gauntlet::plan
