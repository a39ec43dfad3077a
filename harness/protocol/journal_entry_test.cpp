#include "harness/protocol/journal_entry.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace gauntlet::protocol {
namespace {

using nlohmann::json;

/// Writes the entry as JSON, reads the JSON, and returns the entry that was read.
template <class T>
T round_trip(const T& written) {
  const auto out = to_json(journal_entry(written));
  const auto read = read_journal_entry(out);
  EXPECT_TRUE(std::holds_alternative<T>(read)) << out;
  EXPECT_EQ(to_json(read), out);
  return std::get<T>(read);
}

const job_id job{"group", "tsan"};

TEST(journal_entry, reads_the_campaign_entries_that_it_writes) {
  campaign_begun begun;
  begun.command = "gauntlet run --seed 7";
  begun.seed = 7;
  begun.mode = "full";
  begun.every_fault = true;
  EXPECT_EQ(round_trip(begun).command, begun.command);
  EXPECT_TRUE(round_trip(begun).every_fault);
  EXPECT_TRUE(round_trip(campaign_ended{2.5, true}).interrupted);
  EXPECT_EQ(round_trip(limits_measured{R"([{"a":1}])"}).limits, R"([{"a":1}])");
}

TEST(journal_entry, reads_the_job_entries_that_it_writes) {
  EXPECT_EQ(round_trip(job_begun{job}).job, job);
  EXPECT_FALSE(round_trip(job_ended{job, 1.5}).out_of_time);
  EXPECT_TRUE(round_trip(job_ended{job, 1.5, true}).out_of_time);
}

TEST(journal_entry, reads_the_case_entries_that_it_writes) {
  passed_entry passed{job, {}};
  passed.passed.exercised = {3, 64};
  EXPECT_EQ(round_trip(passed).passed.exercised, passed.passed.exercised);
  passed.passed.lock_orders = 2;
  EXPECT_EQ(round_trip(passed).passed.lock_orders, 2u);
  passed.passed.children = 3;
  EXPECT_EQ(round_trip(passed).passed.children, 3u);
  failed_entry failed;
  failed.job = job;
  failed.keys = {"P06", "P16"};
  failed.strategy = "PCT";
  failed.plan.tasks.resize(2);
  EXPECT_EQ(round_trip(failed).keys, failed.keys);
  EXPECT_EQ(round_trip(failed).plan, failed.plan);
}

TEST(journal_entry, of_a_reduction_holds_all_that_a_report_needs) {
  reduced_entry reduced;
  reduced.job = job;
  reduced.case_file = "cases/x.json";
  reduced.finding.key = "P06";
  reduced.plan.tasks.resize(1);
  reduced.plan_text = {"group: fail-fast"};
  reduced.faults_text = {"a delay"};
  reduced.confirmed_in = "tsan";
  EXPECT_FALSE(round_trip(reduced).run_up);
  reduced.run_up = run_up{7, 20, 100, true};
  const auto read = round_trip(reduced);
  EXPECT_EQ(read.plan_text, reduced.plan_text);
  EXPECT_EQ(read.faults_text, reduced.faults_text);
  EXPECT_EQ(read.confirmed_in, "tsan");
  EXPECT_EQ(read.run_up, reduced.run_up);
}

TEST(journal_entry, holds_the_reason_why_a_property_does_not_apply) {
  catalogue_listed listed;
  listed.subjects.emplace_back().name = "group";
  listed.subjects.back().not_applicable = {{"P14", "it has no context"}};
  listed.properties = {{"P14", "no-spurious-cancel", "…"}};
  EXPECT_EQ(round_trip(listed).subjects.at(0).not_applicable, listed.subjects.at(0).not_applicable);
}

// Version 0.1.0 wrote neither `plan_text` nor `out_of_time`.
TEST(journal_entry, reads_entries_of_older_versions) {
  reduced_entry reduced;
  reduced.job = job;
  reduced.plan.tasks.resize(1);
  auto older = to_json(journal_entry(reduced));
  older.erase("plan_text");
  older.erase("faults_text");
  EXPECT_EQ(std::get<reduced_entry>(read_journal_entry(older)).plan_text, plan::describe(reduced.plan));
}

TEST(journal_entry, of_an_unknown_kind_is_an_error) {
  EXPECT_THROW((void)read_journal_entry(json{{"entry", "dance"}}), json::exception);
  EXPECT_THROW((void)read_journal_entry(json{{"no", "entry"}}), json::exception);
}

}  // namespace
}  // namespace gauntlet::protocol
