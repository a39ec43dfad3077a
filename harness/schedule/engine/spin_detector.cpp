#include "harness/schedule/engine/spin_detector.hpp"

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {

spin_detector::spin_detector()
    : idle_of_(static_cast<idle_count*>(machine::pages(max_threads * sizeof(idle_count)))),
      epoch_of_(static_cast<std::uint64_t*>(machine::pages(max_threads * sizeof(std::uint64_t)))),
      entries_(static_cast<entry*>(machine::pages(max_threads * entries_per_thread * sizeof(entry)))) {}

void spin_detector::clear() {
  yielded_.clear();
  run_ = clock_reads_ = yields_ = polls_ = idle_steps_ = long_runs_ = 0;
  last_change_ = ++epoch_;
}

bool spin_detector::polls_the_clock() { return ++clock_reads_ > patience_with_clocks; }

}  // namespace gauntlet::schedule
