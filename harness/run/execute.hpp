#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "harness/history/recorder.hpp"
#include "harness/plan/every_fault.hpp"
#include "harness/run/meeting.hpp"
#include "harness/run/payload.hpp"
#include "harness/run/subject.hpp"
#include "harness/schedule/explore.hpp"
#include "harness/schedule/unseen.hpp"

namespace gauntlet::run {

/// Runs plans on subjects, one case at a time, and gives their histories.
/// Requires: `execute` and `begin` are called by one thread, the driver of every case. `snapshot` by any.
/// Lifetime: must outlive every thread that a subject created; keep one for the life of the process.
class execution {
 public:
  execution();

  /// Runs one case to its end: until the group is destroyed and every thread it created has ended. Does not
  /// return where the subject hangs; a watchdog then takes a `snapshot`. Requires: the plan is possible for
  /// the subject.
  [[nodiscard]] history::history execute(const plan::plan& plan, const subject_info& subject);

  /// Runs one schedule of one case, under control. Where it did not end (`how`), the history is not ended
  /// either, and whatever the subject had is left for ever. Delays at injection points are not armed: who is
  /// late is the strategy's to choose. Requires: as `execute`, on the thread that runs all schedules.
  struct explored {
    schedule::outcome how;
    history::history history;
  };
  [[nodiscard]] explored explore(const plan::plan& plan, const subject_info& subject,
                                 schedule::strategy& chooser, const schedule::schedule_limits& limits,
                                 const schedule::schedule_faults& faults);

  /// Makes and destroys one empty group, so that what the subject keeps for the life of the process (a pool's
  /// threads) is there before the first case. Does not return where the destructor hangs.
  void warm_up(const plan::plan& empty, const subject_info& subject);

  /// How often each fault of a plan could have struck in the last case, or its last schedule.
  [[nodiscard]] plan::fault_opportunities could_fail() const;

  /// What has happened so far in the case that runs.
  [[nodiscard]] history::history snapshot() const;
  /// Whether an address, as a sanitizer reports it, lies in what a task wrote for whoever comes after it, or
  /// in what was written for a task before its submit.
  [[nodiscard]] bool in_payloads(const void* address) const { return payloads_.contains(address); }
  [[nodiscard]] bool in_parcels(const void* address) const { return parcels_.contains(address); }

 private:
  friend class task_call;
  friend class callback;
  struct wait_site {
    subject& group;
    std::uint32_t index;
    history::actor_id actor;
  };
  /// What the driver has besides the group, until that is destroyed.
  struct companions;

  /// What there is before a case, to tell what it leaves behind.
  struct stock {
    int free_descriptor;
    std::uint32_t threads;
    history::object_counts objects;
  };
  static stock take_stock();
  static history::object_counts left_since(const stock& before);

  static setup setup_for(const plan::plan& plan, std::uint32_t group);
  void prepare(const plan::plan& plan, const subject_info& subject);
  void begin();
  void run_to_end(std::uint32_t threads_before);
  void count_faults();
  static void stop_faults();
  void drive(const plan::plan& plan, subject& group, companions& with);
  void drive_step(const plan::driver_step& step, subject& group, companions& with);
  void set_limit(std::optional<std::uint32_t> limit, subject& group);
  void submit(std::uint32_t task, subject& group, history::actor_id actor, history::submit_mode mode);
  void wait_on_threads(std::uint32_t threads, subject& group);
  std::uint32_t wait(const wait_site& site);
  void wait_for(std::uint32_t us, const wait_site& site);
  void record_wait_end(const result& out, const wait_site& site);
  void record_result(const result& result, const wait_site& site);
  void record_look(history::actor_id actor, std::uint32_t group, cancellation& context, bool block);
  void read_payload_of_cause(history::actor_id actor, std::uint32_t cause);
  void cancel_parent(history::actor_id actor);

  std::unique_ptr<registration> add_callback(std::uint32_t task, std::uint32_t action, cancellation& context);
  void drop_callback(std::unique_ptr<registration>& added, history::actor_id actor);
  void call_back(const callback& called);

  task_end run_task(std::uint32_t task, subject& group, cancellation& context);
  std::unique_ptr<subject> run_nested(std::uint32_t index, history::actor_id actor, cancellation& context,
                                      std::uint32_t& error);
  task_end run_steps(std::uint32_t task, subject& group, cancellation& context);
  task_end end_task(std::uint32_t task, task_end so_far);
  void run_step(const plan::step& step, std::uint32_t task, subject& group, cancellation& context);

  const plan::plan* plan_ = nullptr;
  std::vector<std::uint32_t> room_;  // for the events of each actor
  const subject_info* subject_ = nullptr;
  subject* root_ = nullptr;
  bool explored_ = false;
  history::recorder recorder_;
  meetings meetings_;
  payloads payloads_;
  payloads parcels_;
  std::array<callback, plan::max_tasks + 1> callbacks_;  // the driver's is the last
  std::array<schedule::unseen<std::uint32_t>, plan::max_tasks> runs_{};
  std::array<schedule::unseen<std::uint32_t>, plan::max_tasks> accepted_{};
};

}  // namespace gauntlet::run
