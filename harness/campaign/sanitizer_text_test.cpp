#include "harness/campaign/sanitizer_text.hpp"

#include <gtest/gtest.h>

namespace gauntlet::campaign {
namespace {

TEST(finding_in_text, knows_the_sanitizers) {
  EXPECT_FALSE(finding_in_text("nothing to see"));
  EXPECT_EQ(finding_in_text("ERROR: AddressSanitizer: stack-use-after-return on")->key,
            "asan:stack-use-after-return");
  EXPECT_EQ(finding_in_text("a.cpp:1:2: runtime error: shift exponent\n")->sentence,
            "UndefinedBehaviorSanitizer: shift exponent");
  EXPECT_EQ(finding_in_text("ThreadSanitizer:DEADLYSIGNAL")->key, "crash:SIGSEGV");
}

// The first match of a marker that has text behind it counts.
TEST(finding_in_text, skips_a_marker_without_a_kind) {
  EXPECT_EQ(finding_in_text("ERROR: AddressSanitizer: \nERROR: AddressSanitizer: SEGV on")->key, "asan:SEGV");
  EXPECT_FALSE(finding_in_text("runtime error: "));
}

}  // namespace
}  // namespace gauntlet::campaign
