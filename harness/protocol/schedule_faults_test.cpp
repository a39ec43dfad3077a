#include "harness/protocol/schedule_faults.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace gauntlet::protocol {
namespace {

using nlohmann::json;

TEST(schedule_faults, are_read_as_they_were_written) {
  const schedule::schedule_faults faults{1, 2, 3, 4};
  const json written = to_json(faults);
  EXPECT_EQ(read_faults({written, "faults"}), faults);
}

TEST(schedule_faults, that_are_absent_are_zero) {
  const json written{{"spurious_failures", 4}};
  EXPECT_EQ(read_faults({written, "faults"}), (schedule::schedule_faults{0, 4, 0}));
}

TEST(schedule_faults, that_are_unknown_are_refused) {
  const json written{{"spurious_wakeup", 4}};
  EXPECT_THROW((void)read_faults({written, "faults"}), plan::bad_input);
}

}  // namespace
}  // namespace gauntlet::protocol
