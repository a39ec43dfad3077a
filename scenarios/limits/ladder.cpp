// Measures each strategy on the reorder ladder: the number of schedules until the first failure, as the
// median of 20 seeds. N setters start first, and each writes a = 1 and then b = -1. A checker starts last,
// reads both, and fails if it reads the new a and the old b. More setters make this rarer, because the
// strategy must delay almost all of them before their second write. Compare Zhao et al., ASPLOS 2025,
// table 1.
//   gauntlet-ladder [BUDGET [STRATEGY...]]
// BUDGET limits the schedules per seed. Without STRATEGY it measures all strategies and their portfolio.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <thread>
#include <vector>

#include "harness/schedule/explore.hpp"
#include "harness/schedule/portfolio.hpp"

namespace gauntlet::limits {
namespace {

constexpr int seeds = 20;
std::atomic<int> a{0}, b{0};
bool failed = false;

void reorder(int setters) {
  a.store(0, std::memory_order_relaxed);
  b.store(0, std::memory_order_relaxed);
  failed = false;
  std::vector<std::thread> threads;
  for (int i = 0; i < setters; ++i)
    threads.emplace_back([] {
      a.store(1, std::memory_order_relaxed);
      b.store(-1, std::memory_order_relaxed);
    });
  threads.emplace_back([] {
    const int seen_a = a.load(std::memory_order_relaxed);
    const int seen_b = b.load(std::memory_order_relaxed);
    failed = seen_a == 1 && seen_b == 0;
  });
  for (auto& thread : threads) thread.join();
}

/// Returns the number of schedules up to the first failure, or budget + 1 if no schedule failed.
std::uint32_t first_failure(schedule::portfolio& choosers, int setters, std::uint64_t seed,
                            std::uint32_t budget) {
  choosers.start_over();
  for (std::uint32_t n = 1; n <= budget; ++n) {
    auto* chooser = choosers.next(seed * 1'000'003 + n);
    if (chooser == nullptr) break;
    choosers.ended(schedule::run_schedule(*chooser, [setters] { reorder(setters); }));
    if (failed) return n;
  }
  return budget + 1;
}

void measure(const char* name, const std::vector<std::string>& strategies, std::uint32_t budget) {
  schedule::portfolio choosers(strategies);
  fmt::print("{:<12}", name);
  for (const int setters : {3, 5, 10, 20, 50, 100}) {
    std::vector<std::uint32_t> found;
    for (int seed = 1; seed <= seeds; ++seed)
      found.push_back(first_failure(choosers, setters, static_cast<std::uint64_t>(seed), budget));
    std::sort(found.begin(), found.end());
    const auto median = found[seeds / 2];
    fmt::print(" {:>8}", median > budget ? "none" : fmt::format("{}", median));
    std::fflush(stdout);
  }
  fmt::print("\n");
}

}  // namespace
}  // namespace gauntlet::limits

int main(int argc, char** argv) {
  using gauntlet::limits::measure;
  const auto budget = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 10'000);
  auto names = gauntlet::schedule::strategy_names();
  names.emplace_back("portfolio");
  if (argc > 2) names.assign(argv + 2, argv + argc);
  fmt::print("{:<12} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}\n", "setters", 3, 5, 10, 20, 50, 100);
  for (const auto& name : names) {
    const bool all = name == "portfolio";
    if (!all && gauntlet::schedule::strategy_named(name) == nullptr)
      return fmt::print(stderr, "unknown strategy \"{}\"\n", name), 2;
    measure(name.c_str(), all ? std::vector<std::string>{} : std::vector{name}, budget);
  }
  return 0;
}
