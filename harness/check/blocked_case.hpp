#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/check/facts.hpp"

namespace gauntlet::check {

/// A case that hangs: where each actor is blocked. Requires: the view outlives it. Threading: immutable.
class blocked_case {
 public:
  explicit blocked_case(const view& view);

  const view& v;

  /// The actors that have an event.
  [[nodiscard]] const std::vector<std::uint32_t>& actors() const { return actors_with_events_; }
  /// Returns the last event of an actor, which tells in which call it is blocked; null if it has no event.
  [[nodiscard]] const event* last(std::uint32_t log) const;
  /// Requires: the actor has an event.
  [[nodiscard]] event_ref last_ref(std::uint32_t log) const;
  /// Returns the first actor whose last event is of this kind.
  [[nodiscard]] std::optional<std::uint32_t> blocked_in(history::event_kind kind) const;
  /// Returns the last event of each actor that has not ended, as the end of a sentence.
  [[nodiscard]] std::string last_events() const;
  [[nodiscard]] bool wait_open() const { return blocked_in(history::event_kind::wait_begin).has_value(); }
  [[nodiscard]] bool blocked_at_rendezvous() const {
    return blocked_in(history::event_kind::meet_begin).has_value();
  }

  [[nodiscard]] static bool task_running(const task_view& task) {
    return task.body.begun() && !task.body.ended();
  }
  /// Returns a task of this group whose body is running; null if there is none.
  [[nodiscard]] const task_view* running_task(std::uint32_t group) const;
  /// Returns how many bodies of the outermost group are running.
  [[nodiscard]] std::uint32_t running() const;
  [[nodiscard]] std::optional<std::uint32_t> limit() const;
  [[nodiscard]] bool limit_is_lifted() const;
  [[nodiscard]] bool permit_is_free() const { return !limit() || running() < *limit(); }
  [[nodiscard]] bool submit_threw() const;
  /// Returns the property that a submit violates if it throws and changes the group.
  [[nodiscard]] const char* submit_promise() const;

 private:
  std::vector<std::uint32_t> actors_with_events_;
};

}  // namespace gauntlet::check
