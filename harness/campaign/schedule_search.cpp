#include "harness/campaign/schedule_search.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace gauntlet::campaign {
namespace {

using protocol::schedule_record;
using switch_list = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

class delta_debugging {
 public:
  explicit delta_debugging(const schedule_search& search) : search_(search), draws_(search.start.draws) {}

  simpler_schedule operator()() {
    auto switches = search_.start.switched;
    if (!fails(switches)) return std::move(out_);
    drop_draws(switches);
    for (std::size_t parts = 2; !switches.empty() && !over();) {
      if (drop_part(switches, parts)) {
        parts = std::max<std::size_t>(2, parts - 1);
      } else {
        if (parts >= switches.size()) break;
        parts = std::min(switches.size(), 2 * parts);
      }
    }
    return std::move(out_);
  }

 private:
  bool over() const { return search_.stop.load() || std::chrono::steady_clock::now() >= search_.deadline; }

  /// Replaces draws by 0 while the plan still fails. With a draw of 0, no fault is injected and the first
  /// waiter is woken.
  void drop_draws(const switch_list& switches) {
    const auto all = std::exchange(draws_, {});
    if (all.empty() || fails(switches)) return;
    draws_ = all;
    for (auto& draw : draws_) {
      const auto before = std::exchange(draw, schedule::flight_record::drawn);
      if (before != draw && (over() || !fails(switches))) draw = before;
    }
  }

  bool drop_part(switch_list& switches, std::size_t parts) {
    const std::size_t n = switches.size();
    for (std::size_t i = 0; i < parts && !over(); ++i) {
      switch_list rest(switches.begin(), switches.begin() + static_cast<std::ptrdiff_t>(i * n / parts));
      rest.insert(rest.end(), switches.begin() + static_cast<std::ptrdiff_t>((i + 1) * n / parts),
                  switches.end());
      if (rest.size() == n || !fails(rest)) continue;
      switches = std::move(rest);
      return true;
    }
    return false;
  }

  bool fails(const switch_list& switches) {
    ++out_.candidates;
    protocol::exploration how;
    how.switches = switches;
    how.draws = draws_;
    how.faults = search_.start.faults;
    how.plain_accesses = search_.start.plain_accesses;
    const auto found = search_.reproducer.fails_under(search_.plan, search_.seed, how);
    if (!found || !found->schedule) return false;
    out_.smallest = found->schedule;
    return true;
  }

  const schedule_search& search_;
  std::vector<std::uint16_t> draws_;
  simpler_schedule out_;
};

}  // namespace

simpler_schedule simplify_schedule(const schedule_search& search) {
  search.reproducer.set_deadline(search.deadline);
  return delta_debugging(search)();
}

}  // namespace gauntlet::campaign
