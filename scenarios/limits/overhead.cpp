// Measures the overhead of the harness: compares the cases per second of the harness (plan, injection,
// recording and checking) with those of a bare loop that runs the same tasks on the same reference. In the
// bare loop the injection points are compiled in but not armed. Both run alternately in one process, under
// ThreadSanitizer.
//   gauntlet-overhead [ROUNDS]: prints each round and the median of the ratios.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "harness/check/property.hpp"
#include "harness/run/execute.hpp"
#include "scenarios/subjects/fail_fast.hpp"

namespace gauntlet::limits {
namespace {

constexpr std::uint32_t tasks = 8, failing_task = 3, cases = 400;

plan::plan eight_tasks() {
  plan::plan p;
  p.context = true;
  p.tasks.resize(tasks);
  p.tasks[failing_task].end = plan::ending::fail;
  for (std::uint32_t i = 0; i < tasks; ++i) p.driver.push_back({plan::driver_kind::submit, i});
  p.driver.push_back({plan::driver_kind::wait, 1});
  return p;
}

template <class F>
double cases_a_second(F one_case) {
  const auto start = std::chrono::steady_clock::now();
  for (std::uint32_t i = 0; i < cases; ++i) one_case();
  return cases / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void bare_case() {
  static const subjects::error planned("planned");
  auto group = subjects::fail_fast::with_context(subjects::context::background());
  for (std::uint32_t i = 0; i < tasks; ++i)
    group.go([i] { return i == failing_task ? planned : subjects::error(); });
  if (!group.wait()) std::abort();
}

int measure(int rounds) {
  run::execution execution;
  const auto plan = eight_tasks();
  const auto& subject = *run::subject_named("fail_fast");
  const auto harness_case = [&] {
    const auto taken = execution.execute(plan, subject);
    if (!check::judge(check::view(plan, subject.can, taken)).violations.empty()) std::abort();
  };
  std::vector<double> ratios;
  for (int round = 0; round < rounds; ++round) {
    const double bare = cases_a_second(bare_case), harness = cases_a_second(harness_case);
    ratios.push_back(harness / bare);
    fmt::print("round {}: bare {:.0f} cases/s, harness {:.0f} cases/s, ratio {:.2f}\n", round + 1, bare,
               harness, ratios.back());
  }
  std::sort(ratios.begin(), ratios.end());
  fmt::print("median of {} rounds: the harness runs {:.2f} times as many cases per second as the bare loop\n",
             rounds, ratios[ratios.size() / 2]);
  return 0;
}

}  // namespace
}  // namespace gauntlet::limits

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  if (rounds < 1) {
    fmt::print(stderr, "usage: gauntlet-overhead [ROUNDS], 1 or more\n");
    return 2;
  }
  return gauntlet::limits::measure(rounds);
}
