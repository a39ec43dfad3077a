// Tests of real runners in every flavour, with the subjects of fake_escaping_runner.cpp. A subject that
// escapes control gets a verdict instead of a hang, a declared deadlock is counted as a deviation, and every
// fault that can be injected is tried.

#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "harness/campaign/real_runner_fixture.hpp"
#include "harness/protocol/answer.hpp"

namespace gauntlet::campaign {
namespace {

using protocol::finding;
using protocol::request;

using namespace std::chrono_literals;
using nlohmann::json;

class an_escaping_subject : public real_runner {
 protected:
  void expect_escape(const json& answer) {
    ASSERT_TRUE(answer.contains("finding")) << answer;
    EXPECT_EQ(answer.at("finding").at("key"), "escaped-control");
    EXPECT_FALSE(runner_.reap());  // the runner has ended as after any finding
  }
};

TEST_P(an_escaping_subject, gets_a_verdict_and_the_runner_ends) {
  expect_escape(answer_to(explore("blocks-in-a-task", 1)));
}

TEST_P(an_escaping_subject, gets_the_same_verdict_in_the_warm_up) {
  expect_escape(answer_to(explore("blocks-in-its-constructor", 1)));
}

TEST_P(an_escaping_subject, is_an_ordinary_hang_under_stress) {
  EXPECT_TRUE(answer_to(explore("blocks-in-a-task", 0)).contains("done"));
  const auto answer = answer_to(ask("blocks-in-a-task", 1));
  ASSERT_TRUE(answer.contains("finding")) << answer;
  EXPECT_EQ(answer.at("finding").at("key"), "P04");
  EXPECT_FALSE(runner_.reap());
}

using a_terminating_subject = real_runner;

TEST_P(a_terminating_subject, gets_what_terminate_wrote_into_its_finding) {
  for (const auto& r : {ask("terminates", 1), explore("terminates", 1)}) {
    (void)answer_to(r);
    const auto found = runner_.reap_during_case();
    EXPECT_EQ(found.key, "crash:SIGABRT");
    EXPECT_NE(
        found.sentence.find("terminate called after throwing an instance of 'std::runtime_error', what(): "
                            "the words of the exception"),
        std::string::npos)
        << found.sentence;
  }
}

using a_subject_that_lowers_a_limit = real_runner;

// It was once reported as a failure of the harness, which ended the campaign.
TEST_P(a_subject_that_lowers_a_limit, is_charged_with_the_consequence) {
  (void)answer_to(ask("lowers-a-limit", 2));
  const auto found = runner_.reap_during_case();
  EXPECT_EQ(found.key, "crash:exit-1") << found.sentence;
  EXPECT_NE(found.sanitizer.find("the subject has lowered a limit"), std::string::npos) << found.sanitizer;
}

using a_schedule_at_the_step_limit = real_runner;

TEST_P(a_schedule_at_the_step_limit, is_too_long_if_it_ends_when_it_is_continued) {
  auto r = explore("works-long", 1);
  r.explore->schedules = 3;
  runner_.send(r);
  std::optional<protocol::case_passed> passed;
  while (const auto line = runner_.next_line(1min)) {
    const auto answer = protocol::read_answer(*line);
    ASSERT_TRUE(answer);
    if (std::holds_alternative<protocol::request_done>(*answer)) break;
    if (const auto* one = std::get_if<protocol::case_passed>(&*answer)) passed = *one;
  }
  runner_.kill_now();
  ASSERT_TRUE(passed && passed->explored);
  EXPECT_EQ(passed->explored->too_long, 3u);
}

TEST_P(a_schedule_at_the_step_limit, is_a_livelock_if_it_does_not_end) {
  (void)answer_to(explore("polls-forever", 1));
  const auto found = runner_.reap();
  EXPECT_FALSE(found);  // the runner reported it, and ended on purpose
  EXPECT_TRUE(runner_.last_schedule());
}

using a_declared_deadlock = real_runner;

TEST_P(a_declared_deadlock, is_counted_as_a_deviation) {
  auto r = explore("deadlocks-as-declared", 1);
  r.explore->schedules = 3;
  runner_.send(r);
  json end;
  while (const auto line = runner_.next_line(1min)) {
    const auto answer = json::parse(*line);
    EXPECT_FALSE(answer.contains("finding") || answer.contains("error")) << answer;
    if (answer.contains("end")) end = answer;
    if (answer.contains("done")) break;
  }
  runner_.kill_now();
  ASSERT_TRUE(end.contains("deviated")) << end;
  EXPECT_EQ(end.at("schedules"), 3);
}

TEST_P(a_declared_deadlock, is_a_finding_if_it_is_requested_by_name) {
  auto r = explore("deadlocks-as-declared", 1);
  r.properties = {"P04"};
  const auto answer = answer_to(r);
  ASSERT_TRUE(answer.contains("finding")) << answer;
  EXPECT_EQ(answer.at("finding").at("key"), "P04");
  EXPECT_FALSE(runner_.reap());
}

TEST_P(a_declared_deadlock, is_counted_as_a_deviation_under_stress) {
  const auto answers = answers_to(ask("deadlocks-as-declared", 1));
  ASSERT_GE(answers.size(), 2u);
  EXPECT_TRUE(answers[answers.size() - 2].contains("deviated")) << answers[answers.size() - 2];
  EXPECT_EQ(answers.back(), json({{"done", 1}, {"ends", true}}));
  EXPECT_FALSE(runner_.reap()) << "the runner ends without a finding";
}

TEST_P(a_declared_deadlock, is_a_finding_under_stress_if_it_is_requested_by_name) {
  auto r = ask("deadlocks-as-declared", 1);
  r.properties = {"P04"};
  const auto answer = answer_to(r);
  ASSERT_TRUE(answer.contains("finding")) << answer;
  EXPECT_EQ(answer.at("finding").at("key"), "P04");
  EXPECT_FALSE(runner_.reap());
}

using a_livelock_under_stress = real_runner;

// Without the patience, the watchdog would wait for a minute.
TEST_P(a_livelock_under_stress, is_reported_after_the_patience_of_the_request) {
  auto r = ask("polls-forever", 1);
  r.patience_ms = 500;
  const auto answer = answer_to(r);
  ASSERT_TRUE(answer.contains("finding")) << answer;
  EXPECT_TRUE(protocol::read_finding(answer.at("finding")).has("hang:livelock")) << answer;
  EXPECT_FALSE(runner_.reap());
}

using a_pool_that_the_process_keeps = real_runner;

TEST_P(a_pool_that_the_process_keeps, is_no_leak_of_the_first_case) {
  const auto answers = answers_to(ask("keeps-a-pool", 2));
  for (const auto& answer : answers) EXPECT_FALSE(answer.contains("finding")) << answer;
  EXPECT_TRUE(answers.back().contains("done"));
  runner_.kill_now();
}

using a_first_task = real_runner;

TEST_P(a_first_task, that_hangs_is_a_finding) {
  const auto answers = answers_to(ask("blocks-in-its-first-task", 1));
  ASSERT_EQ(answers.size(), 2u);
  EXPECT_TRUE(answers[0].contains("warm_up")) << answers[0];
  EXPECT_EQ(answers[1].at("finding").at("oracle"), "hang");
  EXPECT_FALSE(runner_.reap());
}

TEST_P(a_first_task, that_ends_the_process_is_a_finding) {
  const auto answers = answers_to(ask("terminates-in-its-first-task", 1));
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_TRUE(answers[0].contains("warm_up")) << answers[0];
  EXPECT_EQ(runner_.reap_during_case().key, "crash:SIGABRT");
}

/// A submit of `counts` creates one thread and moves its callable four times, until it is in a list. It
/// allocates five times: two buffers that it does not use, a node of the list, the stop state of the thread,
/// and the start state of the thread.
class every_fault : public real_runner {
 protected:
  std::set<json> faults_of(const request& r) {
    std::set<json> out;
    runner_.send(r);
    while (const auto line = runner_.next_line(1min)) {
      const auto answer = json::parse(*line);
      EXPECT_FALSE(answer.contains("finding") || answer.contains("error")) << answer;
      if (answer.contains("begin") && !answer.contains("warm_up")) {
        EXPECT_TRUE(out.insert(answer.at("faults")).second) << answer;
      }
      if (answer.contains("end")) end_ = answer;
      if (answer.contains("done")) break;
    }
    runner_.kill_now();
    return out;
  }
  static std::set<json> each_of_each_kind(std::uint32_t tasks) {
    std::set<json> out{json::object()};
    for (std::uint32_t k = 1; k <= tasks; ++k) out.insert(json{{"thread_create_fails_at", k}});
    for (std::uint32_t k = 1; k <= 5 * tasks; ++k) out.insert(json{{"allocation_fails_at", k}});
    for (std::uint32_t k = 1; k <= 4 * tasks; ++k) out.insert(json{{"move_fails_at", k}});
    return out;
  }
  json end_;
};

TEST_P(every_fault, of_a_plan_is_tried_once) {
  auto r = ask("counts", 3);
  r.plan->faults.allocation_fails_at = 2;  // the single faults replace it
  r.every_fault = true;
  EXPECT_EQ(faults_of(r), each_of_each_kind(3));
  EXPECT_EQ(end_.at("faults"), json({{"tried", 30}, {"impossible", 0}}));
}

TEST_P(every_fault, of_an_explored_plan_is_tried_in_its_schedules) {
  auto r = explore("counts", 2);
  r.every_fault = true;
  r.explore->schedules = 3;
  EXPECT_EQ(faults_of(r), each_of_each_kind(2));
  EXPECT_EQ(end_.at("faults"), json({{"tried", 20}, {"impossible", 0}}));
  EXPECT_EQ(end_.at("schedules"), 3 * (1 + 20));
}

TEST_P(every_fault, that_the_plan_cannot_have_is_counted_as_impossible) {
  auto r = ask("counts", 2);
  for (auto& task : r.plan->tasks) task.steps = {{plan::step_kind::rendezvous, 0}};
  r.every_fault = true;
  EXPECT_EQ(faults_of(r), std::set<json>{json::object()});
  EXPECT_EQ(end_.at("faults"), json({{"tried", 0}, {"impossible", 20}}));
}

/// Returns the description that ThreadSanitizer prints of its flags.
std::string flags_of(const std::string& flavour) {
  const std::string command =
      "TSAN_OPTIONS=help=1 '" GAUNTLET_ESCAPING_RUNNER + flavour + "' 2>&1 </dev/null";
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) out += static_cast<char>(c);
  pclose(pipe);
  return out;
}

TEST(a_runner_under_thread_sanitizer, reports_equal_races_again_and_does_not_sleep_at_exit) {
  for (const auto& flavour : flavours()) {
    if (flavour != "tsan") continue;
    const auto flags = flags_of(flavour);
    for (const char* flag : {"suppress_equal_stacks", "atexit_sleep_ms"}) {
      const auto at = flags.find(std::string(flag) + "\n");
      ASSERT_NE(at, std::string::npos) << flags;
      const std::string value = "(Current Value: ";
      const auto is = flags.find(value, at) + value.size();
      EXPECT_TRUE(flags[is] == '0' || flags[is] == 'f') << flag << ": " << flags.substr(is, 8);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(flavours, an_escaping_subject, testing::ValuesIn(flavours()),
                         [](const auto& info) { return info.param; });
INSTANTIATE_TEST_SUITE_P(flavours, a_terminating_subject, testing::ValuesIn(flavours()),
                         [](const auto& info) { return info.param; });
// A sanitizer itself ends a process that has no memory.
INSTANTIATE_TEST_SUITE_P(without_sanitizer, a_subject_that_lowers_a_limit,
                         testing::Values(std::string("plain")), [](const auto& info) { return info.param; });
INSTANTIATE_TEST_SUITE_P(flavours, a_schedule_at_the_step_limit, testing::ValuesIn(flavours()),
                         [](const auto& info) { return info.param; });
INSTANTIATE_TEST_SUITE_P(flavours, a_declared_deadlock, testing::ValuesIn(flavours()),
                         [](const auto& info) { return info.param; });
INSTANTIATE_TEST_SUITE_P(flavours, a_livelock_under_stress, testing::ValuesIn(flavours()),
                         [](const auto& info) { return info.param; });
INSTANTIATE_TEST_SUITE_P(flavours, a_pool_that_the_process_keeps, testing::ValuesIn(flavours()),
                         [](const auto& info) { return info.param; });
INSTANTIATE_TEST_SUITE_P(flavours, a_first_task, testing::ValuesIn(flavours()),
                         [](const auto& info) { return info.param; });
INSTANTIATE_TEST_SUITE_P(flavours, every_fault, testing::ValuesIn(flavours()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace gauntlet::campaign
