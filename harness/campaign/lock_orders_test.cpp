// Two lock orders under a third mutex, in real runners of every flavour: a warning by default, a finding if
// that is requested, and not detected under explore.

#include <nlohmann/json.hpp>

#include "harness/campaign/real_runner_fixture.hpp"

namespace gauntlet::campaign {
namespace {

using protocol::request;

using namespace std::chrono_literals;
using nlohmann::json;

class two_lock_orders : public real_runner {
 protected:
  /// Returns the end of the case, or its finding.
  json end_of(const request& r) {
    runner_.send(r);
    json out;
    while (const auto line = runner_.next_line(1min)) {
      const auto answer = json::parse(*line);
      if (answer.contains("done") || answer.contains("error")) break;
      out = answer;
    }
    runner_.kill_now();
    return out;
  }
  /// Returns the request with the policy.
  static request under(protocol::lock_orders policy, request r) {
    r.on_lock_order = policy;
    return r;
  }
  [[nodiscard]] static bool are_detected() { return GetParam() == "tsan"; }
};

TEST_P(two_lock_orders, are_counted_by_default) {
  const auto end = end_of(ask("locks-under-a-gate", 1));
  ASSERT_TRUE(end.contains("end")) << end;
  EXPECT_EQ(end.contains("lock_orders"), are_detected()) << end;
}

TEST_P(two_lock_orders, are_a_finding_if_that_is_requested) {
  const auto answer = end_of(under(protocol::lock_orders::error, ask("locks-under-a-gate", 1)));
  if (!are_detected()) {
    EXPECT_TRUE(answer.contains("end")) << answer;
    return;
  }
  ASSERT_TRUE(answer.contains("finding")) << answer;
  EXPECT_EQ(answer.at("finding").at("key"), protocol::lock_order_key);
}

TEST_P(two_lock_orders, are_not_detected_if_they_are_ignored) {
  const auto end = end_of(under(protocol::lock_orders::ignore, ask("locks-under-a-gate", 1)));
  ASSERT_TRUE(end.contains("end")) << end;
  EXPECT_FALSE(end.contains("lock_orders")) << end;
  EXPECT_EQ(runner_.stderr_text(), "");
}

TEST_P(two_lock_orders, are_not_detected_under_explore) {
  for (const auto policy : {protocol::lock_orders::warn, protocol::lock_orders::error}) {
    const auto end = end_of(under(policy, explore("locks-under-a-gate", 1)));
    ASSERT_TRUE(end.contains("end")) << end;
    EXPECT_FALSE(end.contains("lock_orders")) << end;
    EXPECT_EQ(runner_.stderr_text(), "");
  }
}

INSTANTIATE_TEST_SUITE_P(flavours, two_lock_orders, testing::ValuesIn(flavours()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace gauntlet::campaign
