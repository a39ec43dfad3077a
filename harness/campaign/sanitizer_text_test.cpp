#include "harness/campaign/sanitizer_text.hpp"

#include <gtest/gtest.h>

namespace gauntlet::campaign {
namespace {

TEST(finding_in_text, recognises_the_reports_of_each_sanitizer) {
  EXPECT_FALSE(finding_in_text("no report"));
  EXPECT_EQ(finding_in_text("ERROR: AddressSanitizer: stack-use-after-return on")->key,
            "asan:stack-use-after-return");
  EXPECT_EQ(finding_in_text("a.cpp:1:2: runtime error: shift exponent\n")->sentence,
            "UndefinedBehaviorSanitizer reported \"shift exponent\" while this case ran.");
  EXPECT_EQ(finding_in_text("ThreadSanitizer:DEADLYSIGNAL")->key, "crash:SIGSEGV");
}

// The first marker that is followed by text counts.
TEST(finding_in_text, skips_a_marker_without_a_kind) {
  EXPECT_EQ(finding_in_text("ERROR: AddressSanitizer: \nERROR: AddressSanitizer: SEGV on")->key, "asan:SEGV");
  EXPECT_FALSE(finding_in_text("runtime error: "));
}

}  // namespace
}  // namespace gauntlet::campaign
