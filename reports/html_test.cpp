#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

const std::string page = "<script>x = " + std::string(html_placeholder) + ";</script>";

TEST(html, replaces_the_placeholder_by_the_document) {
  EXPECT_EQ(html({{"a", 1}}, page), R"(<script>x = {"a":1};</script>)");
}

TEST(html, escapes_strings_that_would_end_the_script_element) {
  const auto out = html({{"a", "</script><!--"}}, page);
  EXPECT_EQ(out, R"(<script>x = {"a":"\u003c/script>\u003c!--"};</script>)");
}

TEST(html, rejects_a_page_without_exactly_one_placeholder) {
  EXPECT_THROW((void)html({}, "<script></script>"), std::runtime_error);
  EXPECT_THROW((void)html({}, page + page), std::runtime_error);
}

}  // namespace
}  // namespace gauntlet::reports
