#include "harness/schedule/engine/operation.hpp"

namespace gauntlet::schedule {
namespace {

constexpr bool numbers_are_in_order() {
  for (std::uint32_t i = 0; i < op_count; ++i)
    if (operations[i].kind != static_cast<op>(i) || operations[i].phrase == nullptr) return false;
  return true;
}
static_assert(numbers_are_in_order());

// A step of the flight record stores the number in 8 bits.
static_assert(op_count <= 256);

constexpr bool traits_agree() {
  for (const operation_traits& each : operations) {
    const bool waits = each.possible_when != precondition::none;
    if (each.changes_nothing && (waits || each.guards_a_poll)) return false;
    if ((each.only_reads || each.yields) && !each.changes_nothing) return false;
    if (each.conditional && each.changes_nothing) return false;
  }
  return true;
}
static_assert(traits_agree());

}  // namespace

const char* phrase(op kind) { return traits_of(kind).phrase; }

}  // namespace gauntlet::schedule
