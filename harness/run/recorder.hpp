#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "harness/history/history.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::run {

/// Records events while a case runs.
/// Requires: at most one thread at a time adds events of an actor. Any threads may add unowned events
/// concurrently.
/// Guarantees: `add` does not allocate, lock or print.
/// Memory ordering: all shared words are unsynchronised atomics (schedule/unsynchronised_atomic.hpp). The
/// recorder adds no happens-before edge and no scheduling point, so that ThreadSanitizer reports the same
/// races as without it.
class recorder {
 public:
  using actor_id = history::actor_id;
  using event_kind = history::event_kind;

  recorder();

  /// Discards the last case and reserves slots for the next one. `capacities[a]` is the number of slots of
  /// actor `a`. Requires: no thread adds an event.
  void begin(std::span<const std::uint32_t> capacities);

  /// Under control, it also declares whether the calling thread is outside of the subject from now on, and
  /// adds an event `quiescent` first if the subject is quiescent and a body has ended since the last one.
  void add(actor_id actor, event_kind kind, std::uint32_t task = history::none, std::uint32_t value = 0,
           std::uint32_t extra = history::none) noexcept;
  /// Adds an event that belongs to no actor's log. Any thread may call it.
  void add_unowned(event_kind kind, std::uint32_t task, std::uint32_t value = 0) noexcept;
  /// Counts a body that ran a second time.
  void add_late_run() noexcept { late_runs_.add(1); }

  /// Returns the events recorded so far. Any thread may call it while the case runs, for example a watchdog.
  /// An actor's log is then a prefix of its final log. The last unowned events may be incomplete.
  [[nodiscard]] history::history snapshot() const;

  static constexpr std::uint32_t max_actors = 72;

 private:
  static constexpr std::uint32_t max_unowned = 512;

  struct slot {
    schedule::unsynchronised_atomic<std::uint64_t> time{0};
    schedule::unsynchronised_atomic<std::uint64_t> what{0};    // bits 0 to 7: kind; above: task
    schedule::unsynchronised_atomic<std::uint64_t> values{0};  // bits 0 to 31: value; above: extra
  };
  struct log {
    std::unique_ptr<slot[]> slots;
    std::uint32_t capacity = 0;
    schedule::unsynchronised_atomic<std::uint32_t> used{0};
    void reserve(std::uint32_t events);
  };

  static history::event read(const slot& slot, actor_id actor, std::uint64_t start);
  void append(actor_id actor, const history::event& what) noexcept;
  void add_quiescence(actor_id actor) noexcept;
  void write(log& log, std::uint32_t index, const history::event& what) noexcept;

  std::vector<log> logs_;
  log unowned_;
  schedule::unsynchronised_atomic<std::uint32_t> actors_{0};
  schedule::unsynchronised_atomic<std::uint64_t> start_{0};
  schedule::unsynchronised_atomic<std::uint64_t> clock_error_{0};
  schedule::unsynchronised_atomic<std::uint32_t> overflowed_{0};
  schedule::unsynchronised_atomic<std::uint32_t> late_runs_{0};
  schedule::unsynchronised_atomic<std::uint32_t> bodies_ended_{0};  // since the last event `quiescent`
};

}  // namespace gauntlet::run
