// For the flavours in which plain memory accesses cannot be scheduling points: plain, and asan of g++.

#include "harness/schedule/plain_accesses.hpp"

namespace gauntlet::schedule {

void make_points_of_plain_accesses(bool) {}
bool can_make_points_of_plain_accesses() { return false; }
bool points_at_plain_accesses_are_cheap() { return false; }

}  // namespace gauntlet::schedule
