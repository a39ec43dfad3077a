// Subjects that start child processes, or read standard input, in real runners of every flavour.

#include <sys/prctl.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/campaign/real_runner_fixture.hpp"

namespace gauntlet::campaign {
namespace {

using nlohmann::json;
using protocol::request;

/// A process that outlives its runner becomes a child of the test, which fails then.
class child_processes : public real_runner {
 protected:
  child_processes() { prctl(PR_SET_CHILD_SUBREAPER, 1); }
  ~child_processes() override {
    runner_.kill_now();
    prctl(PR_SET_CHILD_SUBREAPER, 0);
  }

  /// Runs two cases in one runner, and returns how many child processes each left.
  std::vector<std::uint32_t> left_by(request r) {
    r.count = 2;
    std::vector<std::uint32_t> out;
    const auto answers = answers_to(r);
    for (const auto& answer : answers)
      if (answer.contains("end")) out.push_back(answer.value("children", 0u));
    EXPECT_TRUE(!answers.empty() && answers.back().contains("done")) << json(answers);
    EXPECT_EQ(std::ranges::count_if(answers, [](const json& a) { return a.contains("finding"); }), 0)
        << json(answers);
    EXPECT_EQ(runner_.stderr_text(), "");
    runner_.kill_now();
    return out;
  }
  using each_case = std::vector<std::uint32_t>;
};

TEST_P(child_processes, that_go_on_after_a_fork_are_no_runners) {
  for (const auto* subject : {"forks-in-submit-and-goes-on", "forks-in-a-task-and-goes-on"}) {
    EXPECT_EQ(left_by(ask(subject, 2)), (each_case{2, 2})) << subject;
    const auto explored = left_by(explore(subject, 2));
    ASSERT_EQ(explored.size(), 2u) << subject;
    EXPECT_GT(explored[0], 0u) << subject;
    EXPECT_EQ(explored[0], explored[1]) << subject;
  }
}

TEST_P(child_processes, that_linger_end_with_their_case) {
  for (const auto* subject : {"forks-and-lingers", "leaves-an-orphan"}) {
    EXPECT_EQ(left_by(ask(subject, 2)), (each_case{2, 2})) << subject;
    EXPECT_GT(left_by(explore(subject, 2)).at(0), 0u) << subject;
  }
}

TEST_P(child_processes, that_the_case_waits_for_are_not_left) {
  EXPECT_EQ(left_by(ask("waits-for-its-child", 2)), (each_case{0, 0}));
  EXPECT_EQ(left_by(explore("waits-for-its-child", 2)), (each_case{0, 0}));
}

TEST_P(child_processes, cannot_read_the_requests) {
  EXPECT_EQ(left_by(ask("reads-standard-input", 1)), (each_case{0, 0}));
}

INSTANTIATE_TEST_SUITE_P(flavours, child_processes, testing::ValuesIn(flavours()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace gauntlet::campaign
