#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "harness/campaign/test_support.hpp"
#include "harness/check/property.hpp"
#include "harness/check/property_set_json.hpp"

namespace gauntlet::campaign {
namespace {

using protocol::request;

using namespace std::chrono_literals;
using nlohmann::json;

/// The real runner for other languages, with the test double of fake_foreign_program.cpp.
class foreign_runner : public fake_runner_test {
 protected:
  foreign_runner() : runner_({GAUNTLET_FOREIGN_RUNNER, folder_ / "runner-stderr.txt"}) {
    setenv("GAUNTLET_ANSWER_TIMEOUT_MS", "1000", 1);
  }

  void TearDown() override {
    runner_.kill_now();
    fake_runner_test::TearDown();
  }

  /// Returns a plan with one task. The task fails for the subject that loses the error, and throws for the
  /// subjects whose process may end on an exception.
  static request one_plan(const std::string& subject) {
    request r;
    r.what = request::kind::plan;
    r.subject = subject;
    r.plan.emplace();
    r.plan->tasks.resize(1);
    if (subject == "loses-the-error") r.plan->tasks[0].end = plan::ending::fail;
    if (subject == "planned" || subject == "dying") r.plan->tasks[0].end = plan::ending::raise;
    r.plan->driver = {{plan::driver_kind::submit, 0}, {plan::driver_kind::wait, 1}};
    return r;
  }

  /// Returns all answers until the request is served or the runner has ended.
  std::vector<json> answers_to(const request& r) {
    runner_.send(r);
    std::vector<json> out;
    while (const auto line = runner_.next_line(20s)) {
      out.push_back(json::parse(*line));
      if (out.back().contains("done") || out.back().contains("error") || out.back().contains("subjects"))
        break;
    }
    EXPECT_FALSE(runner_.timed_out());
    return out;
  }
  std::vector<json> answers_to(const std::string& subject) { return answers_to(one_plan(subject)); }

  json finding_of(const std::string& subject) {
    const auto all = answers_to(subject);
    EXPECT_FALSE(all.empty()) << subject;
    EXPECT_TRUE(!all.empty() && all.back().contains("finding")) << subject << ": " << json(all);
    EXPECT_EQ(runner_.reap(), std::nullopt) << "the runner must end as after any finding";
    return !all.empty() && all.back().contains("finding") ? all.back().at("finding") : json::object();
  }
  std::string error_of(const std::string& subject) {
    const auto all = answers_to(subject);
    EXPECT_TRUE(!all.empty() && all.back().contains("error")) << subject << ": " << json(all);
    return !all.empty() ? all.back().value("error", "") : "";
  }
  /// Runs the plan twice, and returns the end of the second case. Both must pass.
  json end_of(const std::string& subject) {
    auto twice = one_plan(subject);
    twice.count = 2;
    const auto all = answers_to(twice);
    EXPECT_EQ(all.size(), 5u) << json(all);  // begin, end, begin, end, done
    EXPECT_TRUE(all.size() == 5 && all[1].contains("end") && all[3].contains("end")) << json(all);
    return all.size() == 5 ? all[3] : json::object();
  }
  static bool sentence_contains(const json& finding, const std::string& text) {
    return finding.value("sentence", "").find(text) != std::string::npos;
  }

  /// Returns the set of this one property, as answers encode it.
  static json only(const char* property) {
    return check::to_json(check::property_set{check::index_of(property)});
  }

  runner_process runner_;
};

TEST_F(foreign_runner, lists_the_subjects_of_the_program_and_its_own_properties) {
  const auto all = answers_to(request{});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].at("flavour"), "fake");
  EXPECT_EQ(all[0].at("compiler"), "fake 1");
  EXPECT_EQ(all[0].at("subjects")[0].at("name"), "passes");
  EXPECT_EQ(all[0].at("properties").size(), check::properties().size());
}

TEST_F(foreign_runner, checks_histories_with_the_same_properties) {
  EXPECT_NE(end_of("passes").at("exercised"), 0);
  EXPECT_EQ(finding_of("loses-the-error").at("key"), "P09");
}

TEST_F(foreign_runner, answers_with_the_history_if_requested) {
  auto r = one_plan("passes");
  r.with_history = true;
  EXPECT_TRUE(answers_to(r).back().contains("history"));
}

TEST_F(foreign_runner, runs_the_cases_of_a_range_of_seeds) {
  request r;
  r.what = request::kind::cases;
  r.subject = "exits-3";
  r.first_seed = 12;
  const auto all = answers_to(r);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].at("begin"), 12);
  EXPECT_EQ(runner_.reap_during_case().key, "crash:exit-3");
}

TEST_F(foreign_runner, ends_with_the_signal_or_exit_code_of_the_program) {
  (void)answers_to("exits-3");
  EXPECT_EQ(runner_.reap_during_case().key, "crash:exit-3");
  (void)answers_to("segv");
  EXPECT_EQ(runner_.reap_during_case().key, "crash:SIGSEGV");
  (void)answers_to("half-a-line");
  EXPECT_EQ(runner_.reap_during_case().key, "crash:exit-0");
}

TEST_F(foreign_runner, reports_the_error_line_of_a_run_time_system) {
  const auto found = finding_of("panics");
  EXPECT_EQ(found.at("key"), "crash:panic");
  EXPECT_TRUE(sentence_contains(found, "panic: a nil map")) << found;
  EXPECT_NE(found.at("sanitizer").get<std::string>().find("goroutine 7"), std::string::npos);
}

TEST_F(foreign_runner, passes_if_a_planned_exception_ends_the_process) {
  EXPECT_EQ(end_of("planned").at("exercised"), only("P47"));
  EXPECT_EQ(finding_of("dying").at("key"), "P47");
}

TEST_F(foreign_runner, reports_hangs) {
  const auto found = finding_of("hangs");
  EXPECT_EQ(found.at("oracle"), "hang");
  EXPECT_EQ(found.at("key"), "P04");
  EXPECT_TRUE(found.contains("history"));
  const auto silent = finding_of("silent");
  EXPECT_EQ(silent.at("key"), "hang:no-answer");
}

TEST_F(foreign_runner, counts_declared_deviations_unless_they_are_requested_by_name) {
  EXPECT_EQ(end_of("hangs-as-declared").at("deviated"), only("P04"));
  EXPECT_EQ(end_of("races-as-declared").at("deviated"), only("P04"));
  auto asked = one_plan("races-as-declared");
  asked.properties = {"P04"};
  EXPECT_EQ(answers_to(asked).back().at("finding").at("key"), "tsan:data-race");
}

TEST_F(foreign_runner, reports_a_race_of_the_program_as_a_finding) {
  const auto found = finding_of("races");
  EXPECT_EQ(found.at("key"), "tsan:data-race");
  EXPECT_NE(found.at("sanitizer").get<std::string>().find("WARNING: DATA RACE"), std::string::npos);
}

TEST_F(foreign_runner, reports_answers_that_it_cannot_read_and_continues) {
  EXPECT_EQ(error_of("garbage"), "gauntlet-foreign-fake: the answer is not JSON: \"hello\"");
  EXPECT_NE(error_of("no-history").find("holds no valid history"), std::string::npos);
  EXPECT_EQ(error_of("unknown"), "unknown subject \"unknown\"");
  (void)end_of("passes");
}

TEST_F(foreign_runner, refuses_requests_that_need_control_over_the_program) {
  auto faults = one_plan("passes");
  faults.every_fault = true;
  EXPECT_NE(answers_to(faults).back().value("error", "").find("no fault can be injected"), std::string::npos);
  auto explored = one_plan("passes");
  explored.explore.emplace();
  EXPECT_NE(answers_to(explored).back().value("error", "").find("cannot be controlled"), std::string::npos);
}

}  // namespace
}  // namespace gauntlet::campaign
