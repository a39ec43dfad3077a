#include "harness/plan/themes/themes.hpp"

#include <array>

#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan {
namespace {

// The order and the weights determine the theme of a seed. A change gives most seeds another plan. For this
// reason `nested`, whose weight was raised later, has two rows.
constexpr std::array table{
    theme{"mixed", 2, themes::mixed},
    theme{"all_fail", 1, themes::all_fail},
    theme{"one_fails", 1, themes::one_fails},
    theme{"limited", 1, themes::limited},
    theme{"limited_chain", 1, themes::limited_chain},
    theme{"rendezvous", 1, themes::rendezvous},
    theme{"count_permits", 1, themes::count_permits},
    theme{"cancel_waiters", 1, themes::cancel_waiters},
    theme{"failures_after_cancel", 1, themes::failures_after_cancel},
    theme{"parent_cancel", 1, themes::parent_cancel},
    theme{"children", 1, themes::children},
    theme{"nested", 1, themes::nested},
    theme{"thread_fails", 1, themes::thread_fails},
    theme{"last_fails", 1, themes::last_fails},
    theme{"allocation_fails", 1, themes::allocation_fails},
    theme{"callbacks", 1, themes::callbacks},
    theme{"limit_zero", 1, themes::limit_zero},
    theme{"limit_lifted", 1, themes::limit_lifted},
    theme{"set_while_active", 1, themes::set_while_active},
    theme{"limited_tree", 1, themes::limited_tree},
    theme{"timed", 1, themes::timed},
    theme{"submit_beside_wait", 1, themes::submit_beside_wait},
    theme{"destroyed_without_wait", 1, themes::destroyed_without_wait},
    theme{"move_fails", 1, themes::move_fails},
    theme{"nested", 1, themes::nested},
    theme{"limit_contention", 1, themes::limit_contention},
};

constexpr std::uint32_t total_weight() {
  std::uint32_t sum = 0;
  for (const theme& theme : table) sum += theme.weight;
  return sum;
}

}  // namespace

std::span<const theme> all_themes() { return table; }

const theme& random_theme(prng& random) {
  auto left = random.below(total_weight());
  const theme* found = table.data();
  for (; left >= found->weight; ++found) left -= found->weight;
  return *found;
}

}  // namespace gauntlet::plan
