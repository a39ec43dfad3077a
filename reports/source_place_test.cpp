#include "reports/source_place.hpp"

#include <gtest/gtest.h>

namespace gauntlet::reports {
namespace {

TEST(source_place, is_the_first_line_of_the_subject) {
  EXPECT_EQ(first_source_place("#0 f /usr/include/c++/12/mutex:100\n"
                               "#1 g /home/a/harness/run/execute.cpp:7\n"
                               "#2 h /home/a/my_group.hpp:42:5 (program+0x1)\n"),
            "my_group.hpp:42");
}

TEST(source_place, keeps_the_folder_of_a_scenario) {
  EXPECT_EQ(first_source_place("#0 f /home/a/scenarios/subjects/fail_fast.hpp:42:5"),
            "scenarios/subjects/fail_fast.hpp:42");
  EXPECT_EQ(first_source_place("#0 f /build/mutants/err-no-once/fail_fast.hpp:4"),
            "mutants/err-no-once/fail_fast.hpp:4");
}

TEST(source_place, is_empty_if_no_source_is_named) {
  EXPECT_EQ(first_source_place(""), "");
  EXPECT_EQ(first_source_place("ERROR: AddressSanitizer: SEGV on 0x1 at 10:45 in libc.so.6:12"), "");
}

TEST(source_place, accepts_go_sources) {
  EXPECT_EQ(first_source_place("\t/home/a/group.go:17 +0x5c\n"), "group.go:17");
}

}  // namespace
}  // namespace gauntlet::reports
