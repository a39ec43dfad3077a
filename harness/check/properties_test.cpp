#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "gauntlet/detail/properties.inc"
#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

std::size_t number_of(const property& p) { return std::stoul(std::string(p.id.substr(1))); }

TEST(properties, are_sorted_by_id) {
  const auto all = properties();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const property* a, const property* b) {
    if (a->id[0] != b->id[0]) return a->id[0] == 'P';
    return number_of(*a) < number_of(*b);
  }));
  std::set<std::string_view> ids;
  for (const property* p : all) EXPECT_TRUE(ids.insert(p->id).second) << p->id;
}

TEST(properties, are_found_by_id) {
  for (std::size_t i = 0; i < properties().size(); ++i) {
    EXPECT_EQ(property_named(properties()[i]->id), properties()[i]);
    EXPECT_EQ(index_of(properties()[i]->id), i);
  }
  for (const char* unknown : {"", "P", "P0", "P1", "P001", "P100", "p01", "structured-join"})
    EXPECT_EQ(property_named(unknown), nullptr) << unknown;
}

TEST(properties, have_a_name_and_a_summary) {
  for (const property* p : properties()) {
    EXPECT_FALSE(p->name.empty()) << p->id;
    EXPECT_EQ(p->summary.back(), '.') << p->id;
  }
}

// The registration is generated from the file names.
TEST(properties, have_the_ids_of_their_files) {
  std::size_t index = 0;
#define GAUNTLET_EXPECT_ID(name, variable, test) EXPECT_EQ(properties()[index++]->id, #name)
#define GAUNTLET_SEMICOLON() ;
  GAUNTLET_PROPERTIES(GAUNTLET_EXPECT_ID, GAUNTLET_SEMICOLON);
  EXPECT_EQ(index, properties().size());
}

bool has_tests(std::string_view suite) {
  const auto& all = *::testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i)
    if (all.GetTestSuite(i)->name() == suite) return all.GetTestSuite(i)->total_test_count() > 0;
  return false;
}

TEST(properties, have_a_test_suite_named_after_their_file) {
#define GAUNTLET_EXPECT_TESTS(id, variable, test) EXPECT_TRUE(has_tests(#variable)) << #variable
  GAUNTLET_PROPERTIES(GAUNTLET_EXPECT_TESTS, GAUNTLET_SEMICOLON);
  EXPECT_FALSE(has_tests("p00_no_property"));
}

TEST(judge, finds_no_violation_in_a_plain_success) {
  const auto s = fail_fast(1);
  const auto h = of(1).start(0).ok(0).dispose(0).wait().after(true, id_canceled);
  const auto judged = judge(view(s.plan, s.can, h.raw()));
  EXPECT_TRUE(judged.violations.empty());
  EXPECT_TRUE(judged.exercised.contains(index_of("P01")));
  EXPECT_FALSE(judged.exercised.contains(index_of("P06")));
}

TEST(judge, names_the_property_of_each_violation) {
  const auto s = fail_fast(1);
  const auto h = of(1).start(0).fail(0).dispose(0).wait().after(false, no_error);
  std::vector<std::string> violated;
  for (const violation& v : judge(view(s.plan, s.can, h.raw())).violations) violated.push_back(v.property);
  EXPECT_EQ(violated, (std::vector<std::string>{"P09", "P15"}));
}

std::vector<std::string> violated_by(const situation& s, const history_builder& h) {
  std::vector<std::string> ids;
  for (const violation& v : judge(view(s.plan, s.can, h.raw())).violations) ids.push_back(v.property);
  return ids;
}

// The wait() returns before the callable of task 0 is destroyed. Therefore P36 takes task 0 for an active
// task when task 1 is submitted. That is true only if P54 holds.
TEST(judge, names_a_premise_before_what_follows_from_it) {
  const auto h = of(2).start(0).wait_beside().ok(0).start(1).wait_end({}, 6).dispose(0).ok(1).dispose(1);
  const auto ids = violated_by(fail_fast(2), history_builder(h).wait());
  ASSERT_GE(ids.size(), 2u);
  EXPECT_EQ(ids.front(), "P54");
  EXPECT_EQ(ids.back(), "P36");
}

TEST(judge, names_a_repetition_last) {
  const auto early = of(2).start(0).start(1).fail(0).dispose(0).wait({0}).ok(1).dispose(1);
  EXPECT_EQ(violated_by(collect_all(2), early), (std::vector<std::string>{"P01", "P54", "P45"}));
}

TEST(judge, skips_properties_that_are_not_applicable) {
  auto s = fail_fast(1);
  const auto h = of(1).start(0).dispose(0).wait().ok(0);
  EXPECT_FALSE(judge(view(s.plan, s.can, h.raw())).violations.empty());
  s.can.joins = false;
  const auto judged = judge(view(s.plan, s.can, h.raw()));
  EXPECT_TRUE(judged.violations.empty());
  EXPECT_FALSE(judged.exercised.contains(index_of("P01")));
}

}  // namespace
}  // namespace gauntlet::check
