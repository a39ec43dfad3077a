#include "harness/campaign/captured_text.hpp"

#include <gtest/gtest.h>

#include "harness/protocol/exit_code.hpp"

namespace gauntlet::campaign {
namespace {

const std::string marker(protocol::case_marker);

TEST(captured_text, keeps_what_was_written) {
  captured_text t;
  t.add("one ");
  t.add("two\n");
  EXPECT_EQ(t.text(), "one two\n");
}

// A line "runtime error:" of any earlier case was once taken for this case's.
TEST(captured_text, forgets_the_text_of_earlier_cases) {
  captured_text t;
  t.add("runtime error: earlier\n" + marker + "first\n" + marker + "this case\n");
  EXPECT_EQ(t.text(), "this case\n");
}

TEST(captured_text, finds_a_marker_that_arrives_in_parts) {
  for (std::size_t cut = 1; cut < marker.size(); ++cut) {
    captured_text t;
    t.add("earlier" + marker.substr(0, cut));
    t.add(marker.substr(cut) + "now");
    EXPECT_EQ(t.text(), "now") << cut;
  }
}

TEST(captured_text, keeps_the_beginning_of_a_marker_that_is_none) {
  captured_text t;
  t.add(marker.substr(0, 3));
  EXPECT_EQ(t.text(), marker.substr(0, 3));
  t.add("other");
  EXPECT_EQ(t.text(), marker.substr(0, 3) + "other");
}

TEST(captured_text, keeps_the_beginning_and_the_end_of_a_long_text) {
  captured_text t;
  t.add("begin\n");
  const std::string block(1u << 20, 'x');
  for (int i = 0; i < 20; ++i) t.add(block);
  t.add("\nend\n");
  const auto text = t.text();
  EXPECT_LE(text.size(), captured_text::max_head + captured_text::max_tail + 100);
  EXPECT_TRUE(text.starts_with("begin\n"));
  EXPECT_TRUE(text.ends_with("\nend\n"));
  const auto all = 6 + 20 * block.size() + 5;
  const auto kept = captured_text::max_head + captured_text::max_tail;
  EXPECT_NE(text.find("… " + std::to_string(all - kept) + " bytes are omitted here …"), std::string::npos);
}

}  // namespace
}  // namespace gauntlet::campaign
