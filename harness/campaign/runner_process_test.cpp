#include "harness/campaign/runner_process.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "harness/campaign/test_support.hpp"

namespace gauntlet::campaign {
namespace {

using protocol::finding;
using protocol::oracle;
using protocol::request;

using namespace std::chrono_literals;
using nlohmann::json;

class runner_process_of_a_fake : public fake_runner_test {
 protected:
  /// Requests seeds 1 to 5, of which the fourth fails.
  static request five_cases(const std::string& subject) {
    request r;
    r.what = request::kind::cases;
    r.subject = subject;
    r.first_seed = 1;
    r.count = 5;
    return r;
  }

  struct crash {
    std::optional<std::uint64_t> running;
    std::uint64_t passed = 0;
    finding cause;
  };
  crash crash_of(const std::string& subject) {
    runner_process runner(process());
    runner.send(five_cases(subject));
    crash out;
    while (const auto line = runner.next_line(1min)) {
      const auto answer = json::parse(*line);
      if (answer.contains("begin")) out.running = answer.at("begin");
      if (answer.contains("end")) out.running.reset(), ++out.passed;
    }
    EXPECT_FALSE(runner.timed_out());
    out.cause = runner.reap_during_case();
    EXPECT_FALSE(runner.running());
    return out;
  }
  void expect_crash(const std::string& subject, oracle oracle, const std::string& key) {
    SCOPED_TRACE(subject);
    const auto crash = crash_of(subject);
    EXPECT_EQ(crash.running, 4u);
    EXPECT_EQ(crash.passed, 3u);
    EXPECT_EQ(crash.cause.oracle, oracle);
    EXPECT_EQ(crash.cause.key, key);
    EXPECT_NE(crash.cause.sentence, "");
  }
};

// A limit of the harness was once reported as a crash of the subject.
TEST_F(runner_process_of_a_fake, throws_if_the_harness_itself_failed) {
  try {
    (void)crash_of("limit");
    FAIL() << "it must throw";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "too many threads");
  }
}

TEST_F(runner_process_of_a_fake, names_the_cause_of_a_crash) {
  expect_crash("segv", oracle::crash, "crash:SIGSEGV");
  expect_crash("aborts", oracle::crash, "crash:SIGABRT");
  expect_crash("killed", oracle::oom, "oom");
  expect_crash("exits-3", oracle::crash, "crash:exit-3");
  expect_crash("exits-0", oracle::crash, "crash:exit-0");
  expect_crash("asan", oracle::asan, "asan:heap-use-after-free");
  expect_crash("ubsan", oracle::ubsan, "ubsan:undefined-behaviour");
}

TEST_F(runner_process_of_a_fake, kills_a_runner_that_is_stopped) {
  expect_crash("stops", oracle::crash, "crash:SIGSTOP");
}

TEST_F(runner_process_of_a_fake, kills_a_runner_that_closed_its_pipe_and_goes_on) {
  expect_crash("execs", oracle::crash, "crash:no-channel");
}

TEST_F(runner_process_of_a_fake, leaves_no_orphan) {
  expect_crash("orphans", oracle::crash, "crash:SIGABRT");
  // The folder is in the command line of the runner and of its children.
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream in(entry.path() / "cmdline", std::ios::binary);
    const std::string line{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(line.find(folder_.string()), line.npos) << entry.path() << ": " << line;
  }
}

TEST_F(runner_process_of_a_fake, keeps_the_beginning_and_the_end_of_a_long_stderr) {
  const auto text = crash_of("floods").cause.sanitizer;
  EXPECT_LT(text.size(), 2u << 20);
  EXPECT_TRUE(text.starts_with("the beginning"));
  EXPECT_NE(text.find("bytes are omitted here"), text.npos);
  EXPECT_TRUE(text.ends_with("the end\n"));
}

TEST_F(runner_process_of_a_fake, leaves_no_descriptor_of_a_start_that_failed) {
  const auto open_files = [] {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return std::distance(begin(all), end(all));
  };
  const auto before = open_files();
  for (int i = 0; i < 5; ++i) {
    runner_process runner({folder_ / "missing"});
    runner.send({});
    EXPECT_FALSE(runner.next_line(1min));
    EXPECT_THROW(runner.reap(), std::runtime_error);
  }
  EXPECT_EQ(open_files(), before);
}

TEST_F(runner_process_of_a_fake, does_not_wait_beyond_its_deadline) {
  auto options = process();
  options.deadline = std::chrono::steady_clock::now();
  runner_process runner(options);
  runner.send(five_cases("hangs"));
  EXPECT_FALSE(runner.next_line(24h));
  EXPECT_TRUE(runner.timed_out());
}

TEST_F(runner_process_of_a_fake, keeps_the_stderr_of_the_runner) {
  EXPECT_NE(crash_of("asan").cause.sanitizer.find("heap-use-after-free on address"), std::string::npos);
}

TEST_F(runner_process_of_a_fake, returns_no_incomplete_line) { expect_crash("torn", oracle::oom, "oom"); }

TEST_F(runner_process_of_a_fake, reports_no_cause_after_a_finding) {
  runner_process runner(process());
  runner.send(five_cases("fails"));
  std::string last;
  while (const auto line = runner.next_line(1min)) last = *line;
  EXPECT_EQ(json::parse(last).at("finding").at("key"), "P06");
  EXPECT_FALSE(runner.reap());
}

TEST_F(runner_process_of_a_fake, is_killed_if_it_does_not_end_after_a_finding) {
  auto options = process();
  options.exit_timeout = 1ms;
  runner_process runner(options);
  runner.send(five_cases("lingers"));
  bool found = false;
  while (!found) {
    const auto line = runner.next_line(1min);
    ASSERT_TRUE(line);
    found = json::parse(*line).contains("finding");
  }
  EXPECT_FALSE(runner.reap());
  EXPECT_FALSE(runner.running());
}

TEST_F(runner_process_of_a_fake, is_started_again_by_the_next_request) {
  runner_process runner(process());
  for (int i = 0; i < 2; ++i) {
    runner.send(five_cases("fails"));
    while (runner.next_line(1min)) {
    }
    EXPECT_FALSE(runner.reap());
  }
  runner.send(five_cases("passes"));
  std::string last;
  while (!last.starts_with(R"({"done")")) last = runner.next_line(1min).value();
  EXPECT_TRUE(runner.running());
}

class a_hanging_runner : public runner_process_of_a_fake {
 protected:
  void hang(runner_process& runner) {
    runner.send(five_cases("hangs"));
    while (const auto line = runner.next_line(1min))
      if (json::parse(*line).value("begin", 0) == 4) return;
    ADD_FAILURE() << "the runner ended";
  }
};

TEST_F(a_hanging_runner, times_out_and_can_be_killed) {
  runner_process runner(process());
  hang(runner);
  EXPECT_FALSE(runner.next_line(1ms));
  EXPECT_TRUE(runner.timed_out());
  runner.kill_now();
  EXPECT_FALSE(runner.running());
}

TEST_F(a_hanging_runner, is_killed_by_the_destructor) {
  runner_process runner(process());
  hang(runner);
}

TEST_F(a_hanging_runner, is_not_waited_for_after_the_stop) {
  std::atomic<bool> stop{false};
  auto options = process();
  options.stop = &stop;
  runner_process runner(options);
  hang(runner);
  stop = true;
  EXPECT_FALSE(runner.next_line(24h));
  EXPECT_TRUE(runner.stopped());
  EXPECT_FALSE(runner.timed_out());
}

TEST_F(runner_process_of_a_fake, reports_a_program_that_does_not_exist) {
  runner_process runner({folder_ / "missing", folder_ / "runner-stderr.txt"});
  runner.send({});
  EXPECT_FALSE(runner.next_line(1min));
  try {
    runner.reap();
    FAIL() << "reap() did not throw";
  } catch (const std::runtime_error& problem) {
    EXPECT_NE(std::string(problem.what()).find("missing cannot be started"), std::string::npos);
  }
}

}  // namespace
}  // namespace gauntlet::campaign
