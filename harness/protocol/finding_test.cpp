#include "harness/protocol/finding.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace gauntlet::protocol {
namespace {

finding sample() {
  finding f;
  f.oracle = oracle::tsan;
  f.key = "tsan:data-race";
  f.also = {"P50"};
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
