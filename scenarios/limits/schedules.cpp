// How many schedules a second: three tasks fail at once in a group. Built for each flavour that explores;
// prints one line a round, for scripts/bench_explore to compare.
//   gauntlet-schedules-FLAVOUR explore|free [COUNT] [STRATEGY]

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <string_view>

#include "harness/schedule/explore.hpp"
#include "scenarios/subjects/fail_fast.hpp"

namespace gauntlet::limits {
namespace {

using clock = std::chrono::steady_clock;

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

int free_threads(std::uint32_t count) {
  three_fail_at_once();
  const auto start = clock::now();
  for (std::uint32_t i = 0; i < count; ++i) three_fail_at_once();
  fmt::print("{:.0f} runs/s on free threads\n", count / seconds_since(start));
  return 0;
}

int explore(std::uint32_t count, const std::string& name) {
  const auto chooser = schedule::strategy_named(name);
  if (!chooser) return fmt::print(stderr, "no strategy is called \"{}\"\n", name), 2;
  chooser->begin({0, 0});
  (void)schedule::run_schedule(*chooser, three_fail_at_once);  // what is made once is made here
  std::uint64_t steps = 0, longest = 0;
  const auto start = clock::now();
  for (std::uint32_t i = 0; i < count; ++i) {
    chooser->begin({i, static_cast<std::uint32_t>(longest)});
    const auto out = schedule::run_schedule(*chooser, three_fail_at_once);
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
  const std::string_view mode = argc > 1 ? argv[1] : "";
  const auto count = static_cast<std::uint32_t>(argc > 2 ? std::atoi(argv[2]) : 100'000);
  if (mode == "free") return gauntlet::limits::free_threads(count);
  if (mode == "explore") return gauntlet::limits::explore(count, argc > 3 ? argv[3] : "random walk");
  fmt::print(stderr, "usage: {} explore|free [COUNT] [STRATEGY]\n", argv[0]);
  return 2;
}
