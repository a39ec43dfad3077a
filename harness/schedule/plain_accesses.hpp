#pragma once

namespace gauntlet::schedule {

/// Whether every plain memory access of the subject is a scheduling point, too: finds what data races do, at
/// a price. In the `fast` flavour only.
void make_points_of_plain_accesses(bool on);
[[nodiscard]] bool can_make_points_of_plain_accesses();

}  // namespace gauntlet::schedule
