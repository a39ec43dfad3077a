#pragma once

namespace gauntlet::schedule {

/// Makes each plain memory access of the subject a scheduling point (schedule_limits::plain_accesses). Has no
/// effect in a flavour whose code is not instrumented for it.
void make_points_of_plain_accesses(bool on);
/// True in the flavours `fast` and `tsan`, and with clang in `asan`.
[[nodiscard]] bool can_make_points_of_plain_accesses();
/// True in the flavour `fast`, where schedules with and without these points alternate by default.
[[nodiscard]] bool points_at_plain_accesses_are_cheap();

}  // namespace gauntlet::schedule
