#include "harness/cli/markdown.hpp"

#include <gtest/gtest.h>

namespace gauntlet::cli {
namespace {

protocol::subject mutant(std::string name, std::vector<std::string> killed_by) {
  protocol::subject s;
  s.name = std::move(name);
  s.kind = run::subject_kind::mutant;
  s.mutant = run::mutant_info{"fail_fast", "race", "", std::move(killed_by), {}, {}, ""};
  return s;
}

/// Returns the row of a property, without the line end.
std::string row(const installation& here, const std::string& id) {
  const auto page = properties_in_markdown(here);
  const auto begin = page.find("\n| [" + id + "]");
  if (begin == std::string::npos) return "";
  return page.substr(begin + 1, page.find('\n', begin + 1) - begin - 1);
}

TEST(markdown, has_a_row_for_each_property_with_a_link_to_its_page) {
  installation here;
  here.properties = {{"P01", "joins", "Wait joins."}, {"P98", "other", "Another."}};
  EXPECT_EQ(row(here, "P01"), "| [P01](properties/P01.md) joins | Wait joins. |  |");
  EXPECT_EQ(row(here, "P98"), "| [P98](properties/P98.md) other | Another. |  |");
}

TEST(markdown, lists_the_mutants_that_declare_the_property) {
  installation here;
  here.properties = {{"P98", "other", "Another."}};
  here.subjects = {mutant("one", {"P98"}), mutant("two", {"P01"}), mutant("three", {"tsan:race", "P98"})};
  EXPECT_EQ(row(here, "P98"), "| [P98](properties/P98.md) other | Another. | `one`, `three` |");
}

// The runners for other languages are optional, and the page must be the same on every machine.
TEST(markdown, leaves_out_mutants_of_other_languages) {
  installation here;
  here.properties = {{"P25", "limit", "At most so many."}};
  auto mutated = mutant("mutated", {"P25"});
  mutated.flavours = {"go"};
  here.subjects = {mutated};
  EXPECT_EQ(row(here, "P25"), "| [P25](properties/P25.md) limit | At most so many. |  |");
}

}  // namespace
}  // namespace gauntlet::cli
