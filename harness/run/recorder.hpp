#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "harness/history/history.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::run {

/// Records events while a case runs.
/// Requires: an actor's events are added by one thread at a time; unowned ones by any.
/// Guarantees: nothing is allocated, locked or printed by `add`.
/// Memory ordering: what threads share are unsynchronised atomics (schedule/unsynchronised_atomic.hpp): the
/// recorder adds no happens-before edge and no scheduling point, so that ThreadSanitizer sees the subject as
/// if it were not there.
class recorder {
 public:
  using actor_id = history::actor_id;
  using event_kind = history::event_kind;

  recorder();

  /// Forgets the last case and makes room for the next: so many events for each actor. Requires: nobody adds.
  void begin(std::span<const std::uint32_t> room);

  void add(actor_id actor, event_kind kind, std::uint32_t task = history::none, std::uint32_t value = 0,
           std::uint32_t extra = history::none) noexcept;
  /// What happens on whatever thread, and is of nobody's log.
  void add_unowned(event_kind kind, std::uint32_t task, std::uint32_t value = 0) noexcept;
  void add_late_run() noexcept { late_runs_.add(1); }

  /// What was recorded so far. May be called while the case still runs, by a watchdog: then the logs are a
  /// state that was, give or take an event that is just being added.
  [[nodiscard]] history::history snapshot() const;

  static constexpr std::uint32_t max_actors = 72;

 private:
  static constexpr std::uint32_t max_unowned = 512;

  struct slot {
    schedule::unsynchronised_atomic<std::uint64_t> time{0};
    schedule::unsynchronised_atomic<std::uint64_t> what{0};    // kind, and task above it
    schedule::unsynchronised_atomic<std::uint64_t> values{0};  // value, and extra above it
  };
  struct log {
    std::unique_ptr<slot[]> slots;
    std::uint32_t capacity = 0;
    schedule::unsynchronised_atomic<std::uint32_t> used{0};
    void make_room(std::uint32_t events);
  };

  static history::event read(const slot& slot, actor_id actor, std::uint64_t start);
  void write(log& log, std::uint32_t index, event_kind kind, std::uint32_t task, std::uint32_t value,
             std::uint32_t extra) noexcept;

  std::vector<log> logs_;
  log unowned_;
  schedule::unsynchronised_atomic<std::uint32_t> actors_{0};
  schedule::unsynchronised_atomic<std::uint64_t> start_{0};
  schedule::unsynchronised_atomic<std::uint64_t> clock_error_{0};
  schedule::unsynchronised_atomic<std::uint32_t> overflowed_{0};
  schedule::unsynchronised_atomic<std::uint32_t> late_runs_{0};
};

}  // namespace gauntlet::run
