#pragma once

namespace gauntlet::schedule {

/// See schedule_limits::plain_accesses.
void make_points_of_plain_accesses(bool on);
[[nodiscard]] bool can_make_points_of_plain_accesses();

}  // namespace gauntlet::schedule
