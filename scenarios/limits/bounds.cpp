// Counts the schedules of a group of two tasks with at most 0, 1, 2 and 3 preemptions, and without a bound,
// as the bounded depth-first search enumerates them.
//   gauntlet-bounds [MOST]   stops each search after MOST schedules

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <functional>

#include "harness/schedule/explore.hpp"
#include "harness/schedule/strategies/depth_first.hpp"
#include "scenarios/limits/small_group.hpp"
#include "scenarios/subjects/fail_fast.hpp"

namespace gauntlet::limits {
namespace {

void two_fail_in_a_small_group() {
  small_group group;
  for (int i = 1; i <= 2; ++i) group.go([i, &group] { return group.cancelled() ? 100 + i : i; });
  if (group.wait() == 0) std::abort();
}

void two_fail_in_the_reference() {
  static const subjects::error failures[] = {subjects::error("a"), subjects::error("b")};
  auto group = subjects::fail_fast::with_context(subjects::context::background());
  for (int i = 0; i < 2; ++i) group.go([i] { return failures[i]; });
  if (!group.wait()) std::abort();
}

constexpr std::uint32_t unbounded = ~0u;

/// Returns the number of schedules, or "> MOST" if the search was stopped. Appends "(all)" if it was
/// exhaustive.
std::string count(void (*body)(), std::uint32_t bound, std::uint64_t most) {
  schedule::depth_first search(bound, bound);
  for (std::uint64_t n = 1; n <= most; ++n) {
    search.begin({});
    const auto ran = schedule::run_schedule(search, body);
    if (!search.end(ran.how)) return fmt::format("{}{}", n, search.exhausted() ? " (all)" : "");
  }
  return fmt::format("> {}", most);
}

void measure(const char* name, void (*body)(), std::uint64_t most) {
  (void)count(body, 0, 1);  // warm-up: creates the objects that are created once
  fmt::print("{:<34}", name);
  for (const auto bound : {0u, 1u, 2u, 3u, unbounded}) {
    fmt::print(" {:>15}", count(body, bound, most));
    std::fflush(stdout);
  }
  fmt::print("\n");
}

}  // namespace
}  // namespace gauntlet::limits

int main(int argc, char** argv) {
  using namespace gauntlet::limits;
  const auto most = static_cast<std::uint64_t>(argc > 1 ? std::atoll(argv[1]) : 3'000'000);
  fmt::print("{:<34} {:>15} {:>15} {:>15} {:>15} {:>15}\n", "preemptions, at most", 0, 1, 2, 3, "any");
  measure("two tasks in a group of forty lines", two_fail_in_a_small_group, most);
  measure("two tasks in the reference", two_fail_in_the_reference, most);
  return 0;
}
