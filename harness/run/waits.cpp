#include "harness/run/waits.hpp"

#include <cxxabi.h>
#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <vector>

#include "harness/run/contexts.hpp"
#include "harness/run/faults.hpp"
#include "harness/schedule/threads.hpp"

namespace gauntlet::run {

using history::event_kind;

namespace {

/// Calls a wait of the subject. Returns false if it threw. A forced unwind of the thread continues.
template <class F>
bool returns(F wait) {
  try {
    wait();
    return true;
  } catch (const abi::__forced_unwind&) {
    throw;
  } catch (...) {
    return false;
  }
}

}  // namespace

std::uint32_t waits::wait(const wait_site& site) {
  result out;
  current_.recorder.add(site.actor, event_kind::wait_begin, history::none, site.index);
  if (!returns([&] { call_wait(site, out); })) return record_exception(site), history::no_error;
  record_end(out, site);
  return out.count > 0 ? out.leaves[0].id : history::no_error;
}

// A program starts its tasks inside wait, so the faults of the submits can strike there.
void waits::call_wait(const wait_site& site, result& out) {
  std::optional<watched_submit> faults_can_strike;
  if (!current_.subject->can.starts_on_submit && site.index == 0) faults_can_strike.emplace();
  site.group.wait(out);
}

void waits::wait_for(std::uint32_t us, const wait_site& site) {
  using std::chrono::steady_clock;
  result out;
  current_.recorder.add(site.actor, event_kind::wait_begin, history::none, site.index, us);
  const auto begin = steady_clock::now();
  bool done = false;
  if (!returns([&] { done = site.group.wait_for(us, out); })) return record_exception(site);
  if (done) return record_end(out, site);
  // Clamped below history::none, which means "no value".
  const auto waited =
      std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - begin).count();
  current_.recorder.add(site.actor, event_kind::wait_timeout, history::none, site.index,
                        static_cast<std::uint32_t>(std::min<std::int64_t>(waited, history::none - 1)));
}

void waits::wait_on_threads(std::uint32_t threads, subject& group) {
  const auto first_waiter = static_cast<history::actor_id>(current_.plan->tasks.size()) + 1;
  std::vector<std::thread> others;
  for (std::uint32_t i = 1; i < threads; ++i) {
    const schedule::harness_threads not_of_the_subject;
    others.emplace_back([this, &group, actor = first_waiter + i - 1] { wait({group, 0, actor}); });
  }
  wait({group, 0, history::driver});
  for (std::thread& other : others) other.join();
}

void waits::record_exception(const wait_site& site) {
  current_.recorder.add(site.actor, event_kind::wait_threw, history::none, site.index);
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
  record_tree(out, site.actor);
  if (out.tree_checked)
    current_.recorder.add(site.actor, event_kind::tree_checked, history::none, out.failed_search == 0 ? 1 : 0,
                          out.failed_search);
}

void waits::record_tree(const result& out, history::actor_id actor) {
  if (out.node_count == 0) return;
  for (std::uint32_t i = 0; i < std::min(out.node_count, result::max_nodes); ++i)
    current_.recorder.add(actor, event_kind::tree_node, number_of(out.nodes[i].words),
                          number_of(out.nodes[i].kind), out.nodes[i].causes);
  current_.recorder.add(actor, event_kind::tree_read, history::none, out.node_count, out.documented_wraps);
}

// If a subject starts its tasks only inside wait, the driver has no access to the context of the outermost
// group.
void waits::record_context(const wait_site& site) {
  const auto& can = current_.subject->can;
  if (!current_.plan->context || !can.context || (!can.starts_on_submit && site.index == 0)) return;
  const observation after = site.group.context_now();
  current_.recorder.add(site.actor, event_kind::after_wait, site.index, after.cancelled ? 1 : 0, after.cause);
  record_cancellation(current_.recorder, site.actor, after);
}

// A wait that joins must order the writes of all accepted tasks before its return. ThreadSanitizer reports
// the read below as a data race if it does not.
void waits::read_payloads(const wait_site& site) {
  if (!current_.subject->can.joins || (current_.submits_unordered() && site.concurrent)) return;
  const auto& tasks = current_.plan->tasks;
  for (std::uint32_t t = 0; t < tasks.size(); ++t)
    if (tasks[t].group == site.index && submitted_.accepted(t))
      current_.recorder.add(site.actor, event_kind::payload_read, t, current_.payloads.read(t) ? 1 : 0);
}

}  // namespace gauntlet::run
