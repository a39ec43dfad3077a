#include "harness/protocol/answer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace gauntlet::protocol {
namespace {

/// Writes the answer as a line, reads the line, and returns the answer that was read.
template <class T>
T round_trip(const T& sent) {
  const auto line = to_line(sent);
  EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
  const auto read = read_answer(line.substr(0, line.size() - 1));
  EXPECT_TRUE(read.has_value() && std::holds_alternative<T>(*read)) << line;
  EXPECT_EQ(to_line(*read), line);
  return std::get<T>(*read);
}

TEST(answer, reads_the_begin_that_it_writes) {
  EXPECT_EQ(round_trip(case_begun{7}).seed, 7u);
  EXPECT_FALSE(round_trip(case_begun{7}).warm_up);
  EXPECT_TRUE(round_trip(case_begun{7, true}).warm_up);
  plan::faults faults;
  faults.move_fails_at = 3;
  EXPECT_EQ(round_trip(case_begun{7, false, faults}).faults, faults);
}

TEST(answer, reads_the_passed_case_that_it_writes) {
  case_passed passed;
  passed.seed = ~std::uint64_t{0};
  passed.exercised = {0, 5, 70};
  passed.us = 12;
  auto read = round_trip(passed);
  EXPECT_EQ(read.seed, passed.seed);
  EXPECT_EQ(read.exercised, passed.exercised);
  EXPECT_TRUE(read.deviated.empty());
  EXPECT_FALSE(read.explored);
  EXPECT_EQ(read.lock_orders, 0u);
  passed.lock_orders = 2;
  EXPECT_EQ(round_trip(passed).lock_orders, 2u);
  EXPECT_EQ(read.children, 0u);
  passed.children = 3;
  EXPECT_EQ(round_trip(passed).children, 3u);
  passed.deviated = {5};
  passed.explored = {10, 300, {{"PCT", 4}, {"POS", 6}}, 3};
  passed.faults = {9, 1};
  read = round_trip(passed);
  EXPECT_EQ(read.deviated, passed.deviated);
  EXPECT_EQ(read.explored->by_strategy, passed.explored->by_strategy);
  EXPECT_EQ(read.explored->too_long, 3u);
  EXPECT_EQ(read.faults->impossible, 1u);
}

TEST(answer, reads_the_failed_case_that_it_writes) {
  case_failed failed;
  failed.finding.key = "P06";
  failed.finding.sentence = "a sentence\nof two lines";
  failed.seed = 3;
  failed.exercised = {6};
  failed.by_strategy = {{"PCT", 4}};
  const auto read = round_trip(failed);
  EXPECT_EQ(read.finding.key, "P06");
  EXPECT_EQ(read.finding.sentence, failed.finding.sentence);
  EXPECT_EQ(read.by_strategy, failed.by_strategy);
}

TEST(answer, reads_the_other_answers_that_it_writes) {
  EXPECT_FALSE(round_trip(request_done{3}).ends);
  EXPECT_TRUE(round_trip(request_done{3, std::nullopt, true}).ends);
  EXPECT_EQ(round_trip(leaks_in_batch{200}).cases, 200u);
  EXPECT_EQ(round_trip(schedule_diverged{17, 4}).step, 17u);
  EXPECT_EQ(round_trip(request_refused{"why"}).why, "why");
  EXPECT_FALSE(round_trip(request_done{5}).last);
  EXPECT_TRUE(round_trip(request_done{5, history::history{}}).last);
}

TEST(answer, reads_the_catalogue_that_it_writes) {
  catalogue listed{"tsan", "a compiler", {}, {{"P01", "name", "summary"}}};
  listed.subjects.emplace_back().name = "group";
  listed.subjects.back().not_applicable = {{"P14", "it has no context"}};
  const auto read = round_trip(listed);
  EXPECT_EQ(read.properties, listed.properties);
  EXPECT_EQ(read.subjects.at(0).not_applicable, listed.subjects.at(0).not_applicable);
}

TEST(answer, is_nullopt_if_the_line_is_incomplete) {
  EXPECT_FALSE(read_answer(R"({"end":)"));
  EXPECT_FALSE(read_answer(""));
}

TEST(answer, with_an_unreadable_finding_is_a_finding_of_spoilt_memory) {
  const auto read = read_answer(R"({"finding":{"key":"P06"},"seed":4})");
  ASSERT_TRUE(read && std::holds_alternative<case_failed>(*read));
  EXPECT_EQ(std::get<case_failed>(*read).finding.key, "crash:spoilt-memory");
}

TEST(answer, of_an_unknown_kind_is_an_error) {
  EXPECT_THROW((void)read_answer(R"({"song":1})"), nlohmann::json::exception);
}

// A subject may leave any bytes in a string. The line must stay JSON.
TEST(answer, replaces_bytes_that_are_not_utf8) {
  const auto line = to_line(request_refused{"\xff\xfe"});
  EXPECT_TRUE(read_answer(line.substr(0, line.size() - 1)));
}

}  // namespace
}  // namespace gauntlet::protocol
