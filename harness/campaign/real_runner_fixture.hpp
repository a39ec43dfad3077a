#pragma once

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "harness/campaign/test_support.hpp"

namespace gauntlet::campaign {

/// Returns the flavours of this build.
inline std::vector<std::string> flavours() {
  std::vector<std::string> out;
  std::istringstream names(GAUNTLET_FLAVOURS);
  for (std::string name; std::getline(names, name, ',');) out.push_back(name);
  return out;
}

/// A test with a real runner of one flavour, whose subjects are those of fake_escaping_runner.cpp.
class real_runner : public fake_runner_test, public testing::WithParamInterface<std::string> {
 protected:
  real_runner() : runner_({GAUNTLET_ESCAPING_RUNNER + GetParam(), folder_ / "runner-stderr.txt"}) {}

  static protocol::request ask(const std::string& subject, std::uint32_t tasks) {
    protocol::request r;
    r.what = protocol::request::kind::plan;
    r.subject = subject;
    r.plan.emplace();
    r.plan->tasks.resize(tasks);
    for (std::uint32_t task = 0; task < tasks; ++task)
      r.plan->driver.push_back({plan::driver_kind::submit, task});
    r.plan->driver.push_back({plan::driver_kind::wait, 1});
    return r;
  }
  static protocol::request explore(const std::string& subject, std::uint32_t tasks) {
    auto r = ask(subject, tasks);
    r.explore.emplace();
    return r;
  }

  /// Returns the answers to the request. The runner then waits for the next request, or ends.
  std::vector<nlohmann::json> answers_to(const protocol::request& r) {
    runner_.send(r);
    std::vector<nlohmann::json> answers;
    while (const auto line = runner_.next_line(std::chrono::minutes(1))) {
      answers.push_back(nlohmann::json::parse(*line));
      if (answers.back().contains("done") || answers.back().contains("error")) break;
    }
    EXPECT_FALSE(runner_.timed_out());
    return answers;
  }
  /// Returns the last of them.
  nlohmann::json answer_to(const protocol::request& r) {
    auto answers = answers_to(r);
    return answers.empty() ? nlohmann::json() : std::move(answers.back());
  }

  runner_process runner_;
};

}  // namespace gauntlet::campaign
