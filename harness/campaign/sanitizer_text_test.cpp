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

TEST(sanitizer_text, ignores_a_kind_that_is_too_long_for_one) {
  EXPECT_FALSE(finding_in_text("ERROR: AddressSanitizer: " + std::string(1000, 'x') + " on address"));
}

TEST(abort_message, is_what_terminate_wrote) {
  EXPECT_EQ(abort_message("noise\nterminate called after throwing an instance of 'std::runtime_error'\n"
                          "  what():  no room\n"),
            "terminate called after throwing an instance of 'std::runtime_error', what(): no room");
  EXPECT_EQ(abort_message("terminate called without an active exception\n"),
            "terminate called without an active exception");
}

TEST(abort_message, is_what_a_failed_assertion_wrote) {
  EXPECT_EQ(abort_message("a: b.cpp:3: int main(): Assertion `x < 3' failed.\n"),
            "a: b.cpp:3: int main(): Assertion `x < 3' failed.");
}

TEST(abort_message, is_empty_if_nothing_is_known) { EXPECT_EQ(abort_message("noise\n"), ""); }

}  // namespace
}  // namespace gauntlet::campaign
