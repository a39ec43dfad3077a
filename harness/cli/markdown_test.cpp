#include "harness/cli/markdown.hpp"

#include <gtest/gtest.h>

namespace gauntlet::cli {
namespace {

protocol::subject named(std::string name) {
  protocol::subject s;
  s.name = std::move(name);
  return s;
}

protocol::subject mutant(std::string name, std::vector<std::string> killed_by) {
  auto s = named(std::move(name));
  s.kind = run::subject_kind::mutant;
  s.mutant = run::mutant_info{"fail_fast", "race", "", std::move(killed_by), {}, {}, ""};
  return s;
}

/// Returns the section of a property.
std::string section(const installation& here, const std::string& heading) {
  const auto page = properties_in_markdown(here);
  const auto begin = page.find("\n## " + heading);
  if (begin == std::string::npos) return "";
  const auto end = page.find("\n## ", begin + 1);
  return page.substr(begin, end == std::string::npos ? end : end - begin);
}

TEST(markdown, has_a_section_for_each_property) {
  installation here;
  here.properties = {{"P01", "joins", "Wait joins."}, {"P98", "other", "Another."}};
  EXPECT_EQ(section(here, "P01 joins"), "\n## P01 joins\n\nWait joins.\n");
  EXPECT_EQ(section(here, "P98 other"), "\n## P98 other\n\nAnother.\n");
}

TEST(markdown, lists_the_mutants_that_declare_the_property) {
  installation here;
  here.properties = {{"P98", "other", "Another."}};
  here.subjects = {mutant("one", {"P98"}), mutant("two", {"P01"}), mutant("three", {"tsan:race", "P98"})};
  EXPECT_NE(section(here, "P98").find("\nKills `one`, `three`.\n"), std::string::npos);
}

TEST(markdown, lists_the_subjects_to_which_a_property_does_not_apply_and_why) {
  installation here;
  here.properties = {{"P25", "limit", "At most so many."}};
  auto unlimited = named("unlimited"), killed = mutant("one", {});
  unlimited.not_applicable = killed.not_applicable = {{"P25", "it has no limit"}};
  here.subjects = {unlimited, named("limited"), killed};
  const auto text = section(here, "P25");
  EXPECT_NE(text.find("\nNot applicable to `unlimited` (it has no limit).\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("`limited`"), std::string::npos) << text;
  EXPECT_EQ(text.find("`one`"), std::string::npos) << text;
}

// The runners for other languages are optional, and the page must be the same on every machine.
TEST(markdown, leaves_out_subjects_of_other_languages) {
  installation here;
  here.properties = {{"P25", "limit", "At most so many."}};
  auto other = named("errgroup");
  other.flavours = {"go"};
  other.not_applicable = {{"P25", "it has no limit"}};
  auto mutated = mutant("mutated", {"P25"});
  mutated.flavours = {"go"};
  here.subjects = {other, mutated};
  EXPECT_EQ(section(here, "P25"), "\n## P25 limit\n\nAt most so many.\n");
}

}  // namespace
}  // namespace gauntlet::cli
