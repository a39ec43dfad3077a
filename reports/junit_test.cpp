#include <gtest/gtest.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "reports/approved.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

TEST(junit, equals_the_approved_file) { expect_approved("junit.xml", junit(approved_document())); }

// CI systems read the counts of a suite and do not count its test cases.
TEST(junit, has_the_correct_counts_in_each_suite) {
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(junit(approved_document()).c_str()));
  int suites = 0;
  for (const auto& suite : xml.child("testsuites").children("testsuite")) {
    int tests = 0, failures = 0, skipped = 0;
    for (const auto& test : suite.children("testcase")) {
      ++tests;
      failures += test.child("failure") ? 1 : 0;
      skipped += test.child("skipped") ? 1 : 0;
    }
    ++suites;
    EXPECT_EQ(suite.attribute("tests").as_int(), tests);
    EXPECT_EQ(suite.attribute("failures").as_int(), failures);
    EXPECT_EQ(suite.attribute("skipped").as_int(), skipped);
  }
  EXPECT_EQ(suites, 5);  // the four subjects that were run, and the mutants
}

TEST(junit, has_a_reason_for_every_skipped_test) {
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(junit(approved_document()).c_str()));
  for (const auto& found : xml.select_nodes("//skipped"))
    EXPECT_GT(std::strlen(found.node().attribute("message").value()), 0u)
        << found.node().parent().attribute("name").value();
}

}  // namespace
}  // namespace gauntlet::reports
