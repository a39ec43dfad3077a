#include "harness/check/twins/twin.hpp"

#include <algorithm>
#include <vector>

#include "harness/check/property.hpp"
#include "harness/check/twins/families.hpp"

namespace gauntlet::check {
namespace {

using namespace twins;

struct entry {
  std::string_view property;
  std::vector<twin_family> families;
};

// A property that is missing here fails the audit.
const std::vector<entry>& table() {
  static const std::vector<entry> all{
      {"P01", {body_after_wait}},
      {"P02", {never_ran, ran_twice, ran_anyway}},
      {"P03", {stuck_rendezvous}},
      {"P04", {stuck_wait, stuck_submit}},
      {"P05", {stale_parcel}},
      {"P06", {another_error}},
      {"P07", {damaged_error}},
      {"P08", {another_error}},
      {"P09", {no_error}},
      {"P10", {phantom_error}},
      {"P11", {another_error}},
      {"P12", {nil_result}},
      {"P13", {missed_cancellation, stuck_await}},
      {"P14", {spurious_cancellation}},
      {"P15", {missed_cancellation, stuck_await}},
      {"P16", {observation_no_cause}},
      {"P17", {missed_cancellation, stale_payload}},
      {"P18", {missed_cancellation, stuck_await}},
      {"P19", {never_ran}},
      {"P20", {missed_cancellation, wrong_parent_state, stuck_await}},
      {"P21", {wrong_parent_state}},
      {"P22", {no_error, inner_error_outside}},
      {"P23", {callback_ran_twice, callback_missing}},
      {"P24", {stuck_callback}},
      {"P25", {early_body}},
      {"P26", {stuck_reuse, stuck_rendezvous}},
      {"P27", {rejected_after_wait, refused_limit}},
      {"P28", {early_submit}},
      {"P29", {rejected_submit, accepted_submit, stuck_try}},
      {"P30", {accepted_submit}},
      {"P31", {rejected_submit, stuck_submit, stuck_rendezvous}},
      {"P32", {accepted_limit}},
      {"P33", {thread_left}},
      {"P34", {body_after_wait, stuck_submit}},
      {"P35", {early_submit_inside, rejected_inside, accepted_inside}},
      {"P36", {other_body_after_wait}},
      {"P37", {phantom_error, stuck_wait}},
      {"P38", {no_error, phantom_error, stuck_wait}},
      {"P39", {no_error, phantom_error, stuck_wait}},
      {"P40", {body_after_wait, no_error}},
      {"P41", {cancelled_by_failure}},
      {"P42", {shared_slot}},
      {"P43", {invented_error, lost_error}},
      {"P44", {failed_search}},
      {"P45", {body_after_wait, never_ran}},
      {"P46", {no_error}},
      {"P47", {returned_wait}},
      {"P48", {no_error, stuck_wait}},
      {"P49", {error_left}},
      {"P50", {stale_payload}},
      {"P51", {no_error, lost_error, another_error, ran_anyway, stuck_wait, stuck_submit}},
      {"P52", {another_error, lost_error}},
      {"P53", {rejected_submit, stuck_wait, stuck_submit}},
      {"P54", {callable_after_wait, callable_left}},
      {"P55", {body_after_destruction, touched_late}},
      {"P56", {body_after_destruction, stuck_destructor}},
      {"P57", {locals_after_wait}},
      {"P58", {wrong_index}},
      {"P59", {body_after_wait, early_body, early_submit}},
      {"P60", {early_timeout, no_error, stuck_wait}},
      {"L01", {thread_leaked, callable_left}},
  };
  return all;
}

}  // namespace

std::span<const twin_family> twins_of(std::string_view property) {
  const auto found =
      std::find_if(table().begin(), table().end(), [&](const entry& e) { return e.property == property; });
  if (found == table().end()) return {};
  return found->families;
}

bool rejects(std::string_view property, const twin& twin) {
  const view v(twin.changed.plan, twin.changed.can, twin.changed.history);
  if (twin.hangs) return diagnose_hang(v).property == property;
  return !property_named(property)->check(v).violations.empty();
}

}  // namespace gauntlet::check
