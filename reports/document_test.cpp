#include "reports/document.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/approved.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;

TEST(document, equals_the_approved_file) {
  expect_approved("report.json", approved_document().dump(2) + "\n");
}

TEST(document, of_an_explored_campaign_equals_the_approved_file) {
  expect_approved("explored_report.json", approved_document(explored_journal).dump(2) + "\n");
}

const json& named(const json& list, const char* field, const std::string& name) {
  for (const json& item : list)
    if (item.at(field) == name) return item;
  throw std::runtime_error("there is no " + name);
}

std::string verdict_of_property(const json& document, const char* subject, const char* property) {
  const auto& row = named(document.at("subjects"), "name", subject);
  return named(row.at("properties"), "id", property).at("verdict");
}

TEST(document, reports_the_verdict_of_each_property) {
  const auto document = approved_document();
  EXPECT_EQ(verdict_of_property(document, "group", "P01"), "passed");
  EXPECT_EQ(verdict_of_property(document, "group", "P25"), "not_exercised");
  EXPECT_EQ(verdict_of_property(document, "wrong_group", "P08"), "failed");
  EXPECT_EQ(verdict_of_property(document, "plain_group", "P25"), "not_applicable");
  EXPECT_EQ(verdict_of_property(document, "idle_group", "P01"), "not_run");
  EXPECT_EQ(verdict_of_property(document, "somebodys_group", "P01"), "deviates");
}

TEST(document, has_a_reason_if_a_property_is_not_applicable) {
  const auto document = approved_document();
  const auto& row = named(document.at("subjects"), "name", "plain_group");
  EXPECT_NE(named(row.at("properties"), "id", "P25").at("why"), "");
  EXPECT_EQ(named(row.at("properties"), "id", "P01").at("why"), "");
}

TEST(document, reports_the_verdict_of_each_mutant) {
  const auto document = approved_document();
  const auto verdict = [&](const char* id) { return named(document.at("mutants"), "id", id).at("verdict"); };
  EXPECT_EQ(verdict("killed"), "killed");
  EXPECT_EQ(verdict("killed-otherwise"), "killed_for_another_reason");
  EXPECT_EQ(verdict("survivor"), "survived");
  EXPECT_EQ(verdict("idle-mutant"), "not_run");
}

TEST(document, counts_distinct_findings_not_failing_cases) {
  const auto document = approved_document();
  const auto& row = named(document.at("subjects"), "name", "wrong_group");
  EXPECT_EQ(row.at("flavours")[0].at("findings"), 2);
  EXPECT_EQ(document.at("summary").at("violations"), 3);
}

TEST(document, counts_a_failure_that_was_not_shrunk) {
  auto tally = approved_tally();
  tally.reduced.clear();
  const auto document = make_document(tally);
  EXPECT_EQ(named(document.at("subjects"), "name", "wrong_group").at("flavours")[0].at("findings"), 1);
  EXPECT_TRUE(document.at("findings").empty());
}

TEST(document, lists_correct_subjects_first_and_declared_kills_last) {
  std::vector<std::string> order;
  const auto document = approved_document();
  for (const json& finding : document.at("findings")) order.push_back(finding.at("subject"));
  EXPECT_EQ(order, (std::vector<std::string>{"wrong_group", "wrong_group", "killed-otherwise", "killed"}));
}

TEST(document, quotes_the_replay_command) {
  EXPECT_EQ(approved_document().at("findings")[0].at("replay"),
            "gauntlet replay '/a folder/out/cases/wrong_group-plain-P08-5.json'");
}

TEST(document, names_the_source_line_of_the_subject) {
  EXPECT_EQ(approved_document().at("findings")[1].at("where"), "scenarios/subjects/group.hpp:42");
}

/// Returns the approved campaign with only the jobs of these subjects.
campaign::tally only(const std::vector<std::string>& names) {
  auto tally = approved_tally();
  std::erase_if(tally.jobs, [&](const auto& job) {
    return std::find(names.begin(), names.end(), job.first.subject) == names.end();
  });
  std::erase_if(tally.reduced, [&](const auto& r) {
    return std::find(names.begin(), names.end(), r.job.subject) == names.end();
  });
  return tally;
}
int exit_code(const campaign::tally& tally) { return make_document(tally).at("summary").at("exit_code"); }

TEST(document, has_the_exit_code_of_the_campaign) {
  EXPECT_EQ(exit_code(only({"group", "plain_group", "killed"})), 0);
  EXPECT_EQ(exit_code(only({"wrong_group"})), 1);
  EXPECT_EQ(exit_code(only({"killed-otherwise"})), 1);
  EXPECT_EQ(exit_code(only({"survivor"})), 1);
  EXPECT_EQ(exit_code(only({})), 0);
}

TEST(document, reports_that_the_campaign_was_interrupted) {
  auto tally = only({"group"});
  tally.end->interrupted = true;
  EXPECT_EQ(exit_code(tally), 130);
  tally.end.reset();  // killed before it wrote its last entry
  EXPECT_EQ(exit_code(tally), 130);
  const auto document = make_document(tally);
  EXPECT_EQ(document.at("run").at("interrupted"), true);
  EXPECT_EQ(document.at("summary").at("sentence"),
            "1 correct subject survived 4 cases; not exercised: P25 in group; interrupted.");
}

TEST(document, counts_plans_and_faults_if_every_fault_is_tried) {
  auto tally = only({"plain_group"});
  tally.campaign->every_fault = true;
  auto& job = tally.jobs.begin()->second;
  job.cases = 1204;
  job.faults = 9311;
  const auto sentence = [&] { return make_document(tally).at("summary").at("sentence"); };
  EXPECT_EQ(sentence(), "1 correct subject survived 1,204 plans with each of their 9,311 faults.");
  job.impossible_faults = 17;
  EXPECT_EQ(sentence(),
            "1 correct subject survived 1,204 plans with each of their 9,311 faults (17 faults were skipped: "
            "they would block the plan, or make it ambiguous which submit fails).");
}

TEST(document, reports_that_no_job_was_run) {
  EXPECT_EQ(make_document(only({})).at("summary").at("sentence"), "No subject was run.");
}

}  // namespace
}  // namespace gauntlet::reports
