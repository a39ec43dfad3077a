#pragma once

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <cerrno>
#include <filesystem>
#include <string>

#include "harness/campaign/runner_process.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/subject.hpp"
#include "harness/protocol/temporary_folder.hpp"

namespace gauntlet::campaign {

/// A test that starts runners of fake_runner.cpp in a folder of its own. It fails if a runner still exists at
/// its end.
class fake_runner_test : public testing::Test {
 protected:
  fake_runner_test() {
    signal(SIGPIPE, SIG_IGN);  // as the orchestrator does
  }

  void TearDown() override {
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a runner still runs, or was not reaped";
    EXPECT_EQ(errno, ECHILD);
  }

  [[nodiscard]] runner_process::options process() const {
    return {GAUNTLET_FAKE_RUNNER, folder_ / "runner-stderr.txt"};
  }
  static protocol::subject subject(std::string name) {
    protocol::subject info;
    info.name = std::move(name);
    return info;
  }
  /// Returns a plan of four tasks, of which the third throws. The fake runner reads only that.
  static plan::plan plan() {
    plan::plan out;
    out.tasks.resize(4);
    out.tasks[0].steps = {{plan::step_kind::yield, 0}, {plan::step_kind::delay, 8}};
    out.tasks[2].end = plan::ending::raise;
    out.tasks[3].end = plan::ending::fail;
    for (std::uint32_t t = 0; t < 4; ++t) out.driver.push_back({plan::driver_kind::submit, t});
    out.driver.push_back({plan::driver_kind::wait, 1});
    return out;
  }

  protocol::temporary_folder scratch_;
  std::filesystem::path folder_ = scratch_.path();
};

}  // namespace gauntlet::campaign
