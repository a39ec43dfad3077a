#pragma once

#include <cstddef>
#include <vector>

#include "harness/check/random_history.hpp"
#include "harness/check/view.hpp"

namespace gauntlet::check {

/// Computes what a history would have become if some calls had never returned: each other actor continues
/// until it needs something that now never happens. Requires: the view is that of the history.
class standstill {
 public:
  standstill(const recorded& of, const view& v);

  /// The actor does not get past this event.
  void stop_after(event_ref last) { keep(last.log, last.index + 1); }
  /// The task never starts.
  void never_starts(std::uint32_t task) { keep(task + 1, 0); }

  /// Returns the history of the case that hangs.
  [[nodiscard]] recorded operator()();

 private:
  void keep(std::size_t log, std::size_t count);
  [[nodiscard]] bool kept(event_ref ref) const { return ref.index < kept_[ref.log]; }
  [[nodiscard]] bool ends(const task_view& task) const {
    return task.body.ended() && kept(task.body.end_ref);
  }
  void stop_dependents();
  void stop_tasks();
  void stop_waiters();
  void stop_blocked(std::size_t log);
  [[nodiscard]] bool can_happen(std::size_t log, std::size_t index) const;
  [[nodiscard]] bool joins_all(std::size_t log, std::size_t begin) const;
  [[nodiscard]] bool is_cancelled(std::uint32_t group, const event& end) const;
  [[nodiscard]] bool any_kept(history::event_kind kind, std::uint32_t value) const;
  [[nodiscard]] bool all_arrive(std::uint32_t rendezvous) const;

  const recorded& of_;
  const view& v_;
  std::vector<std::size_t> kept_;  // how many events each log keeps
  bool changed_ = false;
};

}  // namespace gauntlet::check
