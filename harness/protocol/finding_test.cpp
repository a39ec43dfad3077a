#include "harness/protocol/finding.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace gauntlet::protocol {
namespace {

finding sample() {
  finding f;
  f.oracle = oracle::tsan;
  f.key = "tsan:data-race";
  f.also = {{oracle::tsan, "P50", "the join does not synchronise", {{2, 3}}}};
  f.sentence = "a race";
  f.sanitizer = "a report";
  f.evidence = {{1, 2}};
  f.history.emplace();
  f.schedule.emplace().strategy = "PCT";
  f.schedule->decisions = {1, 0};
  f.schedule->trace = {{1, "locks a mutex", 3, "a.hpp:7", "f", true, true}};
  f.schedule->waiting = {{2, "locks a mutex (object 3)"}};
  return f;
}

TEST(finding, is_read_as_it_was_written) {
  const auto written = sample();
  const auto read = read_finding(to_json(written));
  EXPECT_EQ(read.key, written.key);
  EXPECT_EQ(read.also, written.also);
  EXPECT_EQ(read.oracle, written.oracle);
  EXPECT_EQ(read.schedule, written.schedule);
  EXPECT_EQ(read.history, written.history);
  EXPECT_EQ(to_json(read), to_json(written));
}

TEST(finding, has_all_of_its_keys) {
  EXPECT_TRUE(sample().has("tsan:data-race"));
  EXPECT_TRUE(sample().has("P50"));
  EXPECT_FALSE(sample().has("P06"));
}

TEST(finding, is_told_with_the_sentence_and_the_evidence_of_the_key) {
  const auto told = sample().told_as("P50");
  EXPECT_EQ(told.key, "P50");
  EXPECT_EQ(told.sentence, "the join does not synchronise");
  EXPECT_EQ(told.evidence, (std::vector<check::event_ref>{{2, 3}}));
  EXPECT_EQ(told.also, (std::vector<reason>{{oracle::tsan, "tsan:data-race", "a race", {{1, 2}}}}));
  EXPECT_EQ(to_json(told.told_as("tsan:data-race")), to_json(sample()));
  EXPECT_EQ(to_json(sample().told_as("P06")), to_json(sample())) << "no reason has that key";
}

TEST(finding, has_one_reason_for_each_key) {
  auto f = sample();
  f.add_reason({oracle::property, "P50", "another sentence", {}});
  f.add_reason({oracle::property, "P06", "a third sentence", {}});
  ASSERT_EQ(f.also.size(), 2u);
  EXPECT_EQ(f.told_as("P50").sentence, "the join does not synchronise");
  EXPECT_EQ(f.told_as("P06").sentence, "a third sentence");
}

TEST(finding, of_an_earlier_version_has_only_the_keys_of_its_other_reasons) {
  auto written = to_json(sample());
  written["also"] = {"P50"};
  EXPECT_TRUE(read_finding(written).has("P50"));
}

TEST(finding, separates_its_sentences_with_one_full_stop) {
  finding f;
  f.add_sentence("One.");
  EXPECT_EQ(f.sentence, "One.");
  f.add_sentence("Two.");
  EXPECT_EQ(f.sentence, "One. Two.");
  f.sentence = "no stop";
  f.add_sentence("Three.");
  EXPECT_EQ(f.sentence, "no stop. Three.");
}

TEST(finding, with_an_unknown_oracle_is_an_error) {
  auto written = to_json(sample());
  written["oracle"] = "unknown";
  EXPECT_THROW((void)read_finding(written), nlohmann::json::exception);
  EXPECT_EQ(read_reported_finding(written).key, "crash:spoilt-memory");
}

TEST(schedule_step, is_described_with_its_object) {
  EXPECT_EQ(describe(schedule_step{1, "locks a mutex", 3, "", "", false, false}),
            "thread 1 locks a mutex (object 3)");
  EXPECT_EQ(describe(schedule_step{0, "yields", 0, "", "", false, false}), "thread 0 yields");
}

}  // namespace
}  // namespace gauntlet::protocol
