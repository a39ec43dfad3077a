#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

const std::string page = "<script>x = " + std::string(html_placeholder) + ";</script>";

TEST(html, puts_the_document_where_its_place_is) {
  EXPECT_EQ(html({{"a", 1}}, page), R"(<script>x = {"a":1};</script>)");
}

TEST(html, lets_no_string_of_the_document_end_the_script) {
  const auto out = html({{"a", "</script><!--"}}, page);
  EXPECT_EQ(out, R"(<script>x = {"a":"\u003c/script>\u003c!--"};</script>)");
}

TEST(html, needs_a_page_with_one_place) {
  EXPECT_THROW((void)html({}, "<script></script>"), std::runtime_error);
  EXPECT_THROW((void)html({}, page + page), std::runtime_error);
}

}  // namespace
}  // namespace gauntlet::reports
