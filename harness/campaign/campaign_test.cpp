#include "harness/campaign/campaign.hpp"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "harness/campaign/test_support.hpp"
#include "harness/protocol/case_file.hpp"

namespace gauntlet::campaign {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

/// Campaigns of twelve cases. The fake runner makes three of them fail.
class a_campaign : public fake_runner_test {
 protected:
  a_campaign() {
    options_.folder = folder_;
    options_.budget.cases = 12;
    options_.shrink_budget = 0ms;
    options_.jobs = 2;
  }

  void run(std::vector<std::string> names) {
    for (const auto& name : names) subjects_.push_back(subject(name));
    run_jobs();
  }
  void run_jobs() {
    std::vector<job> jobs;
    for (const auto& s : subjects_) jobs.push_back({&s, "plain", GAUNTLET_FAKE_RUNNER, {}});
    journal_.append(protocol::campaign_begun{});
    journal_.append(protocol::catalogue_listed{subjects_, {}});
    run_campaign(options_, jobs, journal_, stop_);
  }
  job_tally job_of(const std::string& name) const {
    job_tally out;
    journal_.read([&](const tally& t) { out = t.jobs.at({name, "plain"}); });
    return out;
  }
  std::vector<protocol::reduced_entry> reduced() const {
    std::vector<protocol::reduced_entry> out;
    journal_.read([&](const tally& t) { out = t.reduced; });
    return out;
  }

  campaign_options options_;
  std::vector<protocol::subject> subjects_;
  journal journal_{folder_ / "journal.jsonl"};
  std::atomic<bool> stop_{false};
};

TEST_F(a_campaign, runs_every_job_to_its_budget) {
  run({"passes", "passes-2", "passes-3"});
  for (const auto* name : {"passes", "passes-2", "passes-3"}) {
    EXPECT_EQ(job_of(name).cases, 12u);
    EXPECT_EQ(job_of(name).failed, 0u);
    EXPECT_TRUE(job_of(name).done);
  }
}

TEST_F(a_campaign, attributes_every_crash_to_its_case_and_continues) {
  const std::pair<const char*, const char*> crashes[] = {
      {"segv", "crash:SIGSEGV"}, {"exits-0", "crash:exit-0"},        {"killed", "oom"},
      {"torn", "oom"},           {"garbles", "crash:spoilt-memory"}, {"asan", "asan:heap-use-after-free"}};
  run({"segv", "exits-0", "killed", "torn", "garbles", "asan"});
  for (const auto& [name, key] : crashes) {
    SCOPED_TRACE(name);
    EXPECT_EQ(job_of(name).cases, 12u);
    EXPECT_EQ(job_of(name).keys, (std::map<std::string, std::uint64_t>{{key, 3}}));
    EXPECT_TRUE(job_of(name).done);
  }
}

TEST_F(a_campaign, attributes_a_hang_to_its_case_and_continues) {
  options_.answer_timeout = 600ms;
  run({"hangs"});
  EXPECT_EQ(job_of("hangs").cases, 12u);
  EXPECT_EQ(job_of("hangs").keys, (std::map<std::string, std::uint64_t>{{"hang:no-answer", 3}}));
}

TEST_F(a_campaign, stores_one_case_for_each_key) {
  run({"fails"});
  ASSERT_EQ(reduced().size(), 1u);
  const auto stored = protocol::read_case(folder_ / reduced()[0].case_file);
  EXPECT_EQ(stored.subject, "fails");
  EXPECT_EQ(stored.key, "P06");
  EXPECT_EQ(stored.seed % 4, 0u);
}

TEST_F(a_campaign, stores_the_cases_before_a_case_that_fails_only_after_them) {
  options_.shrink_budget = 1h;
  options_.every_fault = true;  // the second fault makes a plan fail
  run({"fails-every-third"});
  ASSERT_EQ(reduced().size(), 1u);
  const auto stored = protocol::read_case(folder_ / reduced()[0].case_file);
  ASSERT_TRUE(stored.run_up);
  EXPECT_EQ(stored.run_up, reduced()[0].run_up);
  EXPECT_EQ(stored.run_up->first_seed + stored.run_up->count, stored.seed);
  EXPECT_EQ(reduced()[0].plan, reduced()[0].original);
  EXPECT_EQ(reduced()[0].failed, reduced()[0].runs);
}

TEST_F(a_campaign, stores_a_case_of_a_subject_whose_name_is_no_file_name) {
  run({"fails/../../elsewhere"});
  ASSERT_EQ(reduced().size(), 1u);
  const auto file = std::filesystem::path(reduced()[0].case_file);
  EXPECT_EQ(file.parent_path(), "cases");
  EXPECT_TRUE(std::filesystem::exists(folder_ / file)) << file;
}

TEST_F(a_campaign, keeps_key_and_sentence_of_a_declared_reason_together) {
  subjects_ = {subject("fails")};
  subjects_[0].kind = run::subject_kind::mutant;
  subjects_[0].mutant = run::mutant_info{"r", "race", "", {"P16"}, {}, {}, ""};
  run_jobs();
  ASSERT_EQ(reduced().size(), 1u);
  EXPECT_EQ(reduced()[0].finding.key, "P16");
  EXPECT_EQ(reduced()[0].finding.sentence, "The sentence of P16.");
}

TEST_F(a_campaign, reports_that_a_kill_from_outside_did_not_happen_again) {
  options_.shrink_budget = 1h;
  run({"killed-once"});
  ASSERT_EQ(reduced().size(), 1u);
  const std::string sentence = reduced()[0].finding.sentence;
  EXPECT_NE(sentence.find(" more runs of this case were not killed"), std::string::npos) << sentence;
  EXPECT_GE(reduced()[0].runs, 10u);
}

TEST_F(a_campaign, reports_that_a_signal_may_have_come_from_outside) {
  options_.shrink_budget = 1h;
  run({"hung-up-once", "hung-up", "segv-once"});
  ASSERT_EQ(reduced().size(), 3u);
  for (const auto& entry : reduced()) {
    const std::string sentence = entry.finding.sentence;
    EXPECT_EQ(sentence.find("A signal from outside may have ended the runner") != std::string::npos,
              entry.job.subject == "hung-up-once")
        << sentence;
  }
}

TEST_F(a_campaign, checks_for_leaks_after_the_last_case_of_its_budget) {
  run({"leaks"});
  EXPECT_EQ(job_of("leaks").keys.count("lsan:leak"), 1u);
}

TEST_F(a_campaign, stops_at_the_first_declared_kill_of_a_mutant) {
  subjects_ = {subject("fails")};
  subjects_[0].kind = run::subject_kind::mutant;
  subjects_[0].mutant = run::mutant_info{"r", "race", "", {"P06"}, {}, {}, ""};
  run_jobs();
  EXPECT_EQ(job_of("fails").failed, 1u);
  EXPECT_LT(job_of("fails").cases, 12u);
  EXPECT_EQ(job_of("fails").first_failure->key, "P06");
}

TEST_F(a_campaign, counts_a_plan_with_every_fault_as_one_case) {
  options_.every_fault = true;
  run({"passes"});
  EXPECT_EQ(job_of("passes").cases, 12u);
  EXPECT_EQ(job_of("passes").faults, 24u);
  EXPECT_EQ(job_of("passes").impossible_faults, 12u);
}

TEST_F(a_campaign, stores_the_plan_with_the_fault_that_failed) {
  options_.every_fault = true;
  options_.shrink_budget = 1h;
  run({"fails", "segv", "leaks"});
  ASSERT_EQ(reduced().size(), 3u);
  for (const auto& each : reduced()) {
    SCOPED_TRACE(each.job.subject);
    EXPECT_EQ(each.original.faults, (plan::faults{0, 2, 0, 0}));
    const auto stored = protocol::read_case(folder_ / each.case_file);
    EXPECT_EQ(stored.plan.faults, (plan::faults{0, 2, 0, 0}));
    EXPECT_EQ(each.failed, 10u);  // each replay fails
  }
  EXPECT_EQ(job_of("fails").failed, 3u);
}

TEST_F(a_campaign, leaves_a_subject_that_ends_its_runner_between_cases_and_continues) {
  run({"ends-early", "fails"});
  EXPECT_EQ(job_of("ends-early").keys, (std::map<std::string, std::uint64_t>{{"crash:between-cases", 1}}));
  EXPECT_TRUE(job_of("ends-early").done);
  EXPECT_EQ(job_of("fails").cases, 12u);
}

TEST_F(a_campaign, charges_answers_that_a_runner_cannot_send) {
  run({"forges", "imitates", "gives-up", "fails"});
  for (const auto* name : {"forges", "imitates", "gives-up"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(job_of(name).keys, (std::map<std::string, std::uint64_t>{{"crash:spoilt-memory", 3}}));
    EXPECT_TRUE(job_of(name).done);
  }
  EXPECT_EQ(job_of("fails").failed, 3u);
}

// The subject has overwritten the list of subjects.
TEST_F(a_campaign, charges_a_refusal_after_other_cases_to_the_subject) {
  options_.budget.cases = 300;  // more than one request
  run({"refuses-later", "passes"});
  EXPECT_EQ(job_of("refuses-later").keys.count("crash:spoilt-memory"), 1u);
  EXPECT_EQ(job_of("passes").cases, 300u);
}

TEST_F(a_campaign, ends_when_it_is_stopped_while_its_runner_hangs) {
  std::jthread interrupt([&] {
    for (bool begun = false; !begun; std::this_thread::yield())
      journal_.read([&](const tally& t) { begun = !t.jobs.empty(); });
    stop_ = true;
  });
  run({"hangs"});
  EXPECT_FALSE(job_of("hangs").done);
  EXPECT_EQ(job_of("hangs").failed, 0u);
}

// The second turn continues with the next seed, so that no case runs twice.
TEST_F(a_campaign, gives_a_mutant_that_survived_its_turn_one_more_turn) {
  options_.budget.cases.reset();
  options_.budget.time = 1500ms;
  options_.jobs = 1;
  subjects_ = {subject("passes"), subject("passes-2")};
  subjects_[0].kind = run::subject_kind::mutant;
  subjects_[0].mutant = run::mutant_info{"r", "race", "", {"P06"}, {}, {}, ""};
  run_jobs();
  std::map<std::string, int> turns;
  std::set<std::uint64_t> seeds;
  std::ifstream lines(journal_.file());
  std::uint64_t cases = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto entry = json::parse(line);
    if (entry.at("entry") == "job") ++turns[entry.at("subject")];
    if (entry.at("entry") != "passed" || entry.at("subject") != "passes") continue;
    ++cases;
    seeds.insert(entry.at("seed").get<std::uint64_t>());
  }
  EXPECT_EQ(turns, (std::map<std::string, int>{{"passes", 2}, {"passes-2", 1}}));
  EXPECT_EQ(seeds.size(), cases);
  EXPECT_GT(cases, 0u);
}

}  // namespace
}  // namespace gauntlet::campaign
