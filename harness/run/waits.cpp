#include "harness/run/waits.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

#include "harness/schedule/threads.hpp"

namespace gauntlet::run {

using history::event_kind;

std::uint32_t waits::wait(const wait_site& site) {
  result out;
  current_.recorder.add(site.actor, event_kind::wait_begin, history::none, site.index);
  site.group.wait(out);
  record_end(out, site);
  return out.count > 0 ? out.leaves[0].id : history::no_error;
}

void waits::wait_for(std::uint32_t us, const wait_site& site) {
  using std::chrono::steady_clock;
  result out;
  current_.recorder.add(site.actor, event_kind::wait_begin, history::none, site.index, us);
  const auto begin = steady_clock::now();
  if (site.group.wait_for(us, out)) return record_end(out, site);
  // Clamped below history::none, which means "no value".
  const auto waited =
      std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - begin).count();
  current_.recorder.add(site.actor, event_kind::wait_timeout, history::none, site.index,
                        static_cast<std::uint32_t>(std::min<std::int64_t>(waited, history::none - 1)));
}

void waits::wait_on_threads(std::uint32_t threads, subject& group) {
  const schedule::harness_threads not_of_the_subject;
  const auto first_waiter = static_cast<history::actor_id>(current_.plan->tasks.size()) + 1;
  std::vector<std::thread> others;
  for (std::uint32_t i = 1; i < threads; ++i)
    others.emplace_back([this, &group, actor = first_waiter + i - 1] { wait({group, 0, actor}); });
  wait({group, 0, history::driver});
  for (std::thread& other : others) other.join();
}

void waits::record_end(const result& out, const wait_site& site) {
  current_.recorder.add(site.actor, event_kind::wait_end, history::none, site.index, out.count);
  record_result(out, site);
  record_context(site);
  read_payloads(site);
}

void waits::record_result(const result& out, const wait_site& site) {
  for (std::uint32_t i = 0; i < std::min(out.count, result::max_leaves); ++i)
    current_.recorder.add(site.actor, event_kind::wait_error, history::none, out.leaves[i].id,
                          number_of(out.leaves[i].state));
  if (out.tree_checked)
    current_.recorder.add(site.actor, event_kind::tree_checked, history::none, out.failed_search == 0 ? 1 : 0,
                          out.failed_search);
}

// If a subject starts its tasks only inside wait, the driver has no access to the context of the outermost
// group.
void waits::record_context(const wait_site& site) {
  const auto& can = current_.subject->can;
  if (!current_.plan->context || !can.context || (!can.starts_on_submit && site.index == 0)) return;
  const observation after = site.group.context_now();
  current_.recorder.add(site.actor, event_kind::after_wait, site.index, after.cancelled ? 1 : 0, after.cause);
}

// A wait that joins must order the writes of all accepted tasks before its return. ThreadSanitizer reports
// the read below as a data race if it does not.
void waits::read_payloads(const wait_site& site) {
  if (!current_.subject->can.joins) return;
  const auto& tasks = current_.plan->tasks;
  for (std::uint32_t t = 0; t < tasks.size(); ++t)
    if (tasks[t].group == site.index && submitted_.accepted(t))
      current_.recorder.add(site.actor, event_kind::payload_read, t, current_.payloads.read(t) ? 1 : 0);
}

}  // namespace gauntlet::run
