#include "harness/campaign/tally.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/plan/bad_input.hpp"
#include "harness/protocol/subject.hpp"

namespace gauntlet::campaign {
namespace {

using nlohmann::json;

json catalogue() {
  protocol::subject correct, mutant;
  correct.name = "correct";
  mutant.name = "mutant";
  mutant.kind = run::subject_kind::mutant;
  mutant.mutant = run::mutant_info{"correct", "race", "", {"P08", "tsan:data-race"}, {}, {}, ""};
  return {{"entry", "catalogue"},
          {"subjects", {to_json(correct), to_json(mutant)}},
          {"properties", {{{"id", "P01"}, {"name", "n"}, {"summary", "s"}}}}};
}
json job(const char* subject, const char* flavour) {
  return {{"entry", "job"}, {"subject", subject}, {"flavour", flavour}};
}
json done(const char* subject, const char* flavour, double seconds) {
  return {{"entry", "job_done"}, {"subject", subject}, {"flavour", flavour}, {"seconds", seconds}};
}
json passed(const char* subject, const char* flavour, std::uint64_t exercised = 1) {
  return {{"entry", "passed"}, {"subject", subject}, {"flavour", flavour}, {"exercised", exercised}};
}
json failed(const char* subject, const char* flavour, const std::vector<std::string>& keys,
            double seconds = 1) {
  return {{"entry", "failed"}, {"subject", subject}, {"flavour", flavour},
          {"exercised", 1},    {"keys", keys},       {"seconds", seconds}};
}

tally fold(const std::vector<json>& entries) {
  tally out;
  out.add(protocol::read_journal_entry(catalogue()));
  for (const auto& entry : entries) out.add(protocol::read_journal_entry(entry));
  return out;
}
mutant_verdict verdict(const std::vector<json>& entries) {
  return result_of_mutant(fold(entries), "mutant").verdict;
}

TEST(tally, counts_deviations_apart_from_failures) {
  auto deviated = passed("correct", "plain", 0b01);
  deviated["deviated"] = 0b10;
  const auto t = fold({job("correct", "plain"), deviated, passed("correct", "plain", 0b11)});
  const auto& plain = t.jobs.at({"correct", "plain"});
  EXPECT_EQ(plain.deviated[0], 0u);
  EXPECT_EQ(plain.deviated[1], 1u);
  EXPECT_EQ(plain.exercised[1], 2u);
  EXPECT_EQ(plain.failed, 0u);
  EXPECT_EQ(exit_code_of(t), 0);
}

TEST(tally, counts_cases_with_lock_orders_apart_from_failures) {
  auto warned = passed("correct", "tsan");
  warned["lock_orders"] = 3;
  const auto t = fold({job("correct", "tsan"), warned, passed("correct", "tsan"), warned});
  const auto& tsan = t.jobs.at({"correct", "tsan"});
  EXPECT_EQ(tsan.lock_orders, 2u);
  EXPECT_EQ(tsan.failed, 0u);
  EXPECT_EQ(exit_code_of(t), 0);
}

TEST(tally, counts_cases_that_left_child_processes_apart_from_failures) {
  auto left = passed("correct", "plain");
  left["children"] = 3;
  const auto t = fold({job("correct", "plain"), left, passed("correct", "plain"), left});
  const auto& plain = t.jobs.at({"correct", "plain"});
  EXPECT_EQ(plain.left_children, 2u);
  EXPECT_EQ(plain.failed, 0u);
  EXPECT_EQ(exit_code_of(t), 0);
}

TEST(tally, counts_cases_and_what_they_exercised) {
  const auto t = fold({job("correct", "plain"), passed("correct", "plain", 0b101),
                       passed("correct", "plain", 0b100), passed("correct", "tsan"),
                       failed("correct", "plain", {"P01", "tsan:data-race"}), done("correct", "plain", 2.5)});
  const auto& plain = t.jobs.at({"correct", "plain"});
  EXPECT_EQ(plain.cases, 3u);
  EXPECT_EQ(plain.failed, 1u);
  EXPECT_EQ(plain.exercised[0], 2u);
  EXPECT_EQ(plain.exercised[1], 0u);
  EXPECT_EQ(plain.exercised[2], 2u);
  EXPECT_EQ(plain.keys, (std::map<std::string, std::uint64_t>{{"P01", 1}, {"tsan:data-race", 1}}));
  EXPECT_EQ(plain.seconds, 2.5);
  EXPECT_TRUE(plain.done);
  EXPECT_EQ(t.cases(), 4u);
}

TEST(tally, counts_any_number_of_properties) {
  auto entry = passed("correct", "plain");
  entry["exercised"] = {0b10, 0b100};
  entry["deviated"] = {0, 0, 1};
  const auto t = fold({entry, entry});
  const auto& plain = t.jobs.at({"correct", "plain"});
  EXPECT_EQ(plain.exercised[1], 2u);
  EXPECT_EQ(plain.exercised[66], 2u);
  EXPECT_EQ(plain.exercised[128], 2u);
  EXPECT_EQ(plain.exercised[65], 0u);
  EXPECT_EQ(plain.deviated[128], 2u);
  EXPECT_EQ(plain.deviated[1000], 0u);
}

TEST(tally, counts_the_faults_that_passed_cases_ran_with) {
  auto one = passed("correct", "plain"), other = one;
  one["faults"] = {{"tried", 7}, {"impossible", 2}};
  other["faults"] = {{"tried", 4}, {"impossible", 0}};
  const auto t = fold({one, other, passed("correct", "plain"), failed("correct", "plain", {"P53"})});
  EXPECT_EQ(t.jobs.at({"correct", "plain"}).faults, 11u);
  EXPECT_EQ(t.jobs.at({"correct", "plain"}).impossible_faults, 2u);
}

TEST(tally, has_a_job_that_has_only_begun) {
  const auto t = fold({job("correct", "plain")});
  EXPECT_EQ(t.jobs.at({"correct", "plain"}).cases, 0u);
  EXPECT_FALSE(t.jobs.at({"correct", "plain"}).done);
}

// The entries of different jobs may interleave in any order. The entries of one job are in order.
TEST(tally, does_not_depend_on_how_the_jobs_interleave) {
  std::vector<json> one{job("mutant", "plain"), passed("mutant", "plain"),
                        failed("mutant", "plain", {"P08"}, 3), done("mutant", "plain", 3)},
      other{job("mutant", "tsan"), failed("mutant", "tsan", {"P08"}, 2), done("mutant", "tsan", 2)};
  std::vector<int> turns{0, 0, 0, 0, 1, 1, 1};
  do {
    std::vector<json> entries;
    std::size_t places[2] = {};
    for (const int turn : turns) entries.push_back((turn == 0 ? one : other)[places[turn]++]);
    const auto t = fold(entries);
    const auto result = result_of_mutant(t, "mutant");
    EXPECT_EQ(result.verdict, mutant_verdict::killed);
    EXPECT_EQ(result.flavour, "tsan");
    EXPECT_EQ(result.cases, 1u);
    EXPECT_EQ(t.cases(), 3u);
    EXPECT_EQ(exit_code_of(t), 0);
  } while (std::next_permutation(turns.begin(), turns.end()));
}

TEST(tally, judges_a_mutant) {
  EXPECT_EQ(verdict({}), mutant_verdict::not_run);
  EXPECT_EQ(verdict({job("mutant", "plain")}), mutant_verdict::not_run);
  const auto end = done("mutant", "plain", 1);
  EXPECT_EQ(verdict({passed("mutant", "plain"), end}), mutant_verdict::survived);
  EXPECT_EQ(verdict({failed("mutant", "plain", {"P01"}), end}), mutant_verdict::killed_for_another_reason);
  EXPECT_EQ(verdict({failed("mutant", "plain", {"P01", "P08"})}), mutant_verdict::killed);
  EXPECT_EQ(verdict({failed("mutant", "plain", {"P01"}), failed("mutant", "tsan", {"tsan:data-race"})}),
            mutant_verdict::killed);
}

// A mutant survives only if it ran all cases of its budget. The verdict must not depend on the speed of the
// machine.
TEST(tally, calls_a_mutant_not_finished_if_the_time_ended) {
  auto out_of_time = done("mutant", "plain", 1);
  out_of_time["out_of_time"] = true;
  EXPECT_EQ(verdict({passed("mutant", "plain"), out_of_time}), mutant_verdict::not_finished);
  EXPECT_EQ(verdict({failed("mutant", "plain", {"P01"}), out_of_time}), mutant_verdict::not_finished);
  EXPECT_EQ(verdict({passed("mutant", "plain")}), mutant_verdict::not_finished) << "its job did not end";
  EXPECT_EQ(verdict({failed("mutant", "plain", {"P08"}), out_of_time}), mutant_verdict::killed);
  const auto second_turn = done("mutant", "plain", 1);
  EXPECT_EQ(verdict({passed("mutant", "plain"), out_of_time, second_turn}), mutant_verdict::survived);
  EXPECT_EQ(exit_code_of(fold({passed("mutant", "plain"), out_of_time})), 0);
}

TEST(tally, attributes_a_kill_to_its_first_case) {
  const auto t =
      fold({passed("mutant", "plain"), failed("mutant", "plain", {"P01"}),
            failed("mutant", "plain", {"P08"}, 4), failed("mutant", "plain", {"tsan:data-race"}, 5)});
  const auto result = result_of_mutant(t, "mutant");
  EXPECT_EQ(result.key, "P08");
  EXPECT_EQ(result.cases, 3u);
  EXPECT_EQ(result.seconds, 4);
}

json explored(json entry, const std::map<std::string, std::uint64_t>& by_strategy,
              const char* strategy = "") {
  std::uint64_t sum = 0;
  for (const auto& [name, schedules] : by_strategy) sum += schedules;
  entry["schedules"] = sum;
  entry["by_strategy"] = by_strategy;
  entry["strategy"] = strategy;
  return entry;
}

TEST(tally, has_no_strategy_under_stress) {
  const auto t = fold({passed("correct", "plain"), failed("correct", "plain", {"P01"})});
  EXPECT_TRUE(t.jobs.at({"correct", "plain"}).strategies.empty());
  EXPECT_EQ(t.jobs.at({"correct", "plain"}).first_failure->strategy, "");
}

TEST(tally, counts_what_each_strategy_ran_and_found) {
  const auto t = fold({explored(passed("correct", "fast"), {{"PCT", 50}, {"POS", 50}}),
                       explored(failed("correct", "fast", {"P01"}), {{"PCT", 3}, {"POS", 2}}, "PCT"),
                       explored(passed("correct", "fast"), {{"PCT", 10}, {"POS", 10}}),
                       explored(failed("correct", "fast", {"P01"}), {{"PCT", 1}}, "PCT"),
                       explored(passed("correct", "fast"), {{"PCT", 7}})});
  const auto& job = t.jobs.at({"correct", "fast"});
  EXPECT_EQ(job.strategies.at("PCT").schedules, 71u);
  EXPECT_EQ(job.strategies.at("PCT").finds, (std::vector<std::uint64_t>{53, 11}));
  EXPECT_EQ(job.strategies.at("POS").schedules, 62u);
  EXPECT_TRUE(job.strategies.at("POS").finds.empty());
  EXPECT_EQ(job.schedules, 133u);
  EXPECT_EQ(job.first_failure->schedules, 105u);
  EXPECT_EQ(job.first_failure->cases, 2u);
  EXPECT_EQ(job.first_failure->strategy, "PCT");
}

TEST(tally, counts_one_schedule_for_a_strategy_whose_runner_crashed) {
  const auto t = fold({explored(failed("correct", "fast", {"crash:SIGSEGV"}), {}, "POS")});
  const auto& pos = t.jobs.at({"correct", "fast"}).strategies.at("POS");
  EXPECT_EQ(pos.schedules, 1u);
  EXPECT_EQ(pos.finds, (std::vector<std::uint64_t>{1}));
}

TEST(tally, takes_a_mutants_first_failure_for_a_declared_reason) {
  const auto t = fold({explored(failed("mutant", "fast", {"P01"}), {{"PCT", 4}}, "PCT"),
                       explored(failed("mutant", "fast", {"P01", "P08"}), {{"POS", 5}}, "POS")});
  const auto& kill = *t.jobs.at({"mutant", "fast"}).first_failure;
  EXPECT_EQ(kill.key, "P08");
  EXPECT_EQ(kill.schedules, 9u);
  EXPECT_EQ(kill.strategy, "POS");
}

TEST(tally, has_an_exit_code) {
  EXPECT_EQ(exit_code_of(fold({})), 0);
  EXPECT_EQ(exit_code_of(fold({passed("correct", "plain"), failed("mutant", "plain", {"P08"})})), 0);
  EXPECT_EQ(exit_code_of(fold({failed("correct", "plain", {"P01"})})), 1);
  const auto end = done("mutant", "plain", 1);
  EXPECT_EQ(exit_code_of(fold({passed("mutant", "plain"), end})), 1);
  EXPECT_EQ(exit_code_of(fold({failed("mutant", "plain", {"P01"}), end})), 1);
}

TEST(tally, rejects_entries_of_an_unknown_kind_or_subject) {
  EXPECT_THROW((void)fold({{{"entry", "dance"}}}), json::exception);
  EXPECT_THROW((void)fold({{{"no", "entry"}}}), json::exception);
  EXPECT_THROW((void)fold({failed("a stranger", "plain", {"P01"})}), plan::bad_input);
}

}  // namespace
}  // namespace gauntlet::campaign
