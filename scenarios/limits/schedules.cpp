// Measures how many schedules explore runs per second for a group with three failing tasks. It is built for
// each flavour that can explore, and prints one line, which scripts/bench_explore reads.
//   gauntlet-schedules-FLAVOUR explore|free small|whole [COUNT] [STRATEGY]
// small: a minimal group with a mutex and an atomic; whole: the reference with its context and permits. free:
// the operating system schedules, for comparison.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>

#include "harness/schedule/explore.hpp"
#include "scenarios/limits/small_group.hpp"
#include "scenarios/subjects/fail_fast.hpp"

namespace gauntlet::limits {
namespace {

using clock = std::chrono::steady_clock;

void three_fail_in_a_small_group() {
  small_group group;
  for (int i = 1; i <= 3; ++i) group.go([i, &group] { return group.cancelled() ? 100 + i : i; });
  if (group.wait() == 0) std::abort();
}

void three_fail_at_once() {
  static const subjects::error failures[] = {subjects::error("a"), subjects::error("b"),
                                             subjects::error("c")};
  auto group = subjects::fail_fast::with_context(subjects::context::background());
  for (int i = 0; i < 3; ++i) group.go([i] { return failures[i]; });
  if (!group.wait()) std::abort();
}

double seconds_since(clock::time_point start) {
  return std::chrono::duration<double>(clock::now() - start).count();
}

int free_threads(void (*body)(), std::uint32_t count) {
  body();
  const auto start = clock::now();
  for (std::uint32_t i = 0; i < count; ++i) body();
  fmt::print("{:.0f} runs/s on free threads\n", count / seconds_since(start));
  return 0;
}

int explore(void (*body)(), std::uint32_t count, const std::string& name) {
  const auto chooser = schedule::strategy_named(name);
  if (!chooser) return fmt::print(stderr, "unknown strategy \"{}\"\n", name), 2;
  chooser->begin({0, 0});
  (void)schedule::run_schedule(*chooser, body);  // warm-up: creates the objects that are created once
  std::uint64_t steps = 0, longest = 0;
  const auto start = clock::now();
  for (std::uint32_t i = 0; i < count; ++i) {
    chooser->begin({i, static_cast<std::uint32_t>(longest)});
    const auto out = schedule::run_schedule(*chooser, body);
    if (out.how != schedule::ending::done) return fmt::print(stderr, "schedule {} did not end\n", i), 1;
    steps += out.steps;
    longest = std::max<std::uint64_t>(longest, out.steps);
    if (!chooser->end(out.how)) {
      count = i + 1;
      break;
    }
  }
  const double seconds = seconds_since(start);
  fmt::print("{:.0f} schedules/s, {:.1f} steps each, {:.0f} ns a step ({}, {} schedules)\n", count / seconds,
             static_cast<double>(steps) / count, seconds * 1e9 / static_cast<double>(steps), name, count);
  return 0;
}

}  // namespace
}  // namespace gauntlet::limits

int main(int argc, char** argv) {
  using namespace gauntlet::limits;
  const std::string_view mode = argc > 1 ? argv[1] : "", group = argc > 2 ? argv[2] : "";
  const auto count = static_cast<std::uint32_t>(argc > 3 ? std::atoi(argv[3]) : 100'000);
  const auto body = group == "small" ? three_fail_in_a_small_group : three_fail_at_once;
  if (count > 0 && (group == "small" || group == "whole")) {
    if (mode == "free") return free_threads(body, count);
    if (mode == "explore") return explore(body, count, argc > 4 ? argv[4] : "random walk");
  }
  fmt::print(stderr, "usage: {} explore|free small|whole [COUNT] [STRATEGY]\n", argv[0]);
  return 2;
}
