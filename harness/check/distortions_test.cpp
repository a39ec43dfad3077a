#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "harness/check/property.hpp"
#include "harness/check/random_history.hpp"

namespace gauntlet::check {
namespace {

struct history_pair {
  recorded correct, distorted;
};
history_pair drawn(std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::uint8_t> tape(300);
  for (auto& each : tape) each = static_cast<std::uint8_t>(random());
  choices choose(std::move(tape));
  history_pair out;
  out.correct = out.distorted = random_history(choose);
  distort(out.distorted, choose);
  return out;
}
bool same(const recorded& a, const recorded& b) { return a.history == b.history && a.plan == b.plan; }

TEST(distortions, are_determined_by_their_tape) {
  for (std::uint32_t seed = 0; seed < 50; ++seed)
    EXPECT_TRUE(same(drawn(seed).distorted, drawn(seed).distorted)) << seed;
}

TEST(distortions, change_most_histories_and_make_many_incorrect) {
  int changed = 0, incorrect = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const auto [correct, distorted] = drawn(seed);
    if (!correct.complete || !distorted.complete) continue;
    changed += same(correct, distorted) ? 0 : 1;
    incorrect += judge(view(distorted.plan, distorted.can, distorted.history)).violations.empty() ? 0 : 1;
  }
  EXPECT_GT(changed, 150);
  EXPECT_GT(incorrect, 50);
}

TEST(distortions, keep_each_log_sorted_by_time) {
  for (std::uint32_t seed = 0; seed < 300; ++seed)
    for (const auto& log : drawn(seed).distorted.history.logs)
      EXPECT_TRUE(std::is_sorted(log.begin(), log.end(), [](const auto& a, const auto& b) {
        return a.time < b.time;
      })) << seed;
}

TEST(distortions, mark_histories_whose_times_are_impossible) {
  int impossible = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const auto distorted = drawn(seed).distorted;
    impossible += distorted.complete ? 0 : 1;
    if (!distorted.complete) continue;
    const view v(distorted.plan, distorted.can, distorted.history);
    for (const task_view& task : v.tasks)
      EXPECT_FALSE(task.body.begun() && v.before(task.body.begin, task.submit.begin)) << describe(distorted);
  }
  EXPECT_GT(impossible, 0);
}

}  // namespace
}  // namespace gauntlet::check
