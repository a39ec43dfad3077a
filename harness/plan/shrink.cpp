#include "harness/plan/shrink.hpp"

#include <algorithm>

namespace gauntlet::plan {
namespace {

/// Collects the candidates that are possible and differ from the original plan.
class collector {
 public:
  collector(const plan& from, const capabilities& can) : from_(from), can_(can) {}

  template <class Change>
  void with(Change change) {
    plan candidate = from_;
    change(candidate);
    offer(std::move(candidate));
  }
  void offer(plan candidate) {
    if (candidate != from_ && !why_impossible(candidate, can_)) found_.push_back(std::move(candidate));
  }
  const plan& from() const { return from_; }
  std::vector<plan> take() { return std::move(found_); }

 private:
  const plan& from_;
  const capabilities& can_;
  std::vector<plan> found_;
};

void drop_tasks(collector& out) {
  const std::size_t n = out.from().tasks.size();
  for (std::size_t chunk = std::max<std::size_t>(n / 2, 1); n > 0; chunk /= 2) {
    for (std::size_t at = 0; at < n; at += chunk) {
      std::vector<bool> drop(n, false);
      std::fill(drop.begin() + static_cast<std::ptrdiff_t>(at),
                drop.begin() + static_cast<std::ptrdiff_t>(std::min(n, at + chunk)), true);
      out.offer(without_tasks(out.from(), drop));
    }
    if (chunk == 1) break;
  }
}

template <class Get>
void drop_each(collector& out, std::size_t n, Get get) {
  for (std::size_t i = 0; i < n; ++i)
    out.with([&](plan& p) {
      auto& list = get(p);
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    });
}

void drop_driver_steps(collector& out) {
  for (std::size_t i = 0; i < out.from().driver.size(); ++i)
    if (!submits(out.from().driver[i]))
      out.with([&](plan& p) { p.driver.erase(p.driver.begin() + static_cast<std::ptrdiff_t>(i)); });
}

void drop_steps(collector& out) {
  for (std::size_t t = 0; t < out.from().tasks.size(); ++t)
    drop_each(out, out.from().tasks[t].steps.size(), [t](plan& p) -> auto& { return p.tasks[t].steps; });
}

void simplify_group(collector& out) {
  out.with([](plan& p) { p.faults = {}; });
  out.with([](plan& p) { p.deadline_us.reset(); });
  out.with([](plan& p) { p.limit.reset(); });
  out.with([](plan& p) { p.context = false; });
  if (out.from().limit.value_or(1) > 1) out.with([](plan& p) { --*p.limit; });
  for (const auto fault : {&faults::thread_create_fails_at, &faults::allocation_fails_at,
                           &faults::move_fails_at, &faults::spurious_wakeup_at}) {
    // Halving comes before decrementing, so that a large number shrinks in few rounds.
    if (out.from().faults.*fault > 0) out.with([&](plan& p) { p.faults.*fault = 0; });
    if (out.from().faults.*fault > 2) out.with([&](plan& p) { p.faults.*fault /= 2; });
    if (out.from().faults.*fault > 1) out.with([&](plan& p) { --(p.faults.*fault); });
  }
}

void simplify_ends(collector& out) {
  for (std::size_t t = 0; t < out.from().tasks.size(); ++t) {
    const task& task = out.from().tasks[t];
    if (task.end != ending::ok) out.with([&](plan& p) { p.tasks[t].end = ending::ok; });
    if (task.end > ending::fail) out.with([&](plan& p) { p.tasks[t].end = ending::fail; });
    if (task.shape != error_shape::leaf) out.with([&](plan& p) { p.tasks[t].shape = error_shape::leaf; });
  }
}

void simplify_driver(collector& out) {
  for (std::size_t i = 0; i < out.from().driver.size(); ++i) {
    const driver_step& step = out.from().driver[i];
    if (step.kind == driver_kind::wait && step.value > 1) out.with([&](plan& p) { --p.driver[i].value; });
    if (step.kind == driver_kind::try_submit)
      out.with([&](plan& p) { p.driver[i].kind = driver_kind::submit; });
    const bool takes_time = step.kind == driver_kind::rest || step.kind == driver_kind::wait_for;
    if (takes_time && step.value > 1) out.with([&](plan& p) { p.driver[i].value /= 2; });
    if (step.kind == driver_kind::callback && step.value > 0)
      out.with([&](plan& p) { p.driver[i].value = 0; });
    if (step.kind == driver_kind::wait_for || step.kind == driver_kind::wait_beside)
      out.with([&](plan& p) { p.driver[i] = {driver_kind::wait, 1}; });
  }
}

void shorten(collector& out) {
  for (std::size_t i = 0; i < out.from().delays.size(); ++i)
    if (out.from().delays[i].us > 1) out.with([&](plan& p) { p.delays[i].us /= 2; });
  for (std::size_t t = 0; t < out.from().tasks.size(); ++t)
    for (std::size_t s = 0; s < out.from().tasks[t].steps.size(); ++s) {
      const step& step = out.from().tasks[t].steps[s];
      if ((step.kind == step_kind::delay || step.kind == step_kind::spin) && step.value > 1)
        out.with([&](plan& p) { p.tasks[t].steps[s].value /= 2; });
      if (step.kind == step_kind::callback && step.value > 0)
        out.with([&](plan& p) { p.tasks[t].steps[s].value = 0; });
    }
}

}  // namespace

plan without_tasks(const plan& from, const std::vector<bool>& drop) {
  std::vector<std::uint32_t> place(from.tasks.size(), 0);
  plan to = from;
  to.tasks.clear();
  for (std::size_t i = 0; i < from.tasks.size(); ++i) {
    place[i] = static_cast<std::uint32_t>(to.tasks.size());
    if (!drop[i]) to.tasks.push_back(from.tasks[i]);
  }
  const auto dropped = [&](const auto& step) { return submits(step) && drop[step.value]; };
  const auto renumber = [&](auto& steps) {
    std::erase_if(steps, dropped);
    for (auto& step : steps)
      if (submits(step)) step.value = place[step.value];
  };
  for (task& task : to.tasks) renumber(task.steps);
  renumber(to.driver);
  std::erase_if(to.delays,
                [&](const delay& d) { return d.task >= 0 && drop[static_cast<std::size_t>(d.task)]; });
  for (delay& d : to.delays)
    if (d.task >= 0) d.task = static_cast<std::int32_t>(place[static_cast<std::size_t>(d.task)]);
  return to;
}

std::vector<plan> simpler(const plan& plan, const capabilities& capabilities) {
  collector out(plan, capabilities);
  drop_tasks(out);
  drop_each(out, plan.delays.size(), [](struct plan& p) -> auto& { return p.delays; });
  simplify_group(out);
  drop_driver_steps(out);
  drop_steps(out);
  simplify_ends(out);
  simplify_driver(out);
  shorten(out);
  return out.take();
}

}  // namespace gauntlet::plan
