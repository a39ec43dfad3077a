#include "harness/schedule/engine/spin_detector.hpp"

namespace gauntlet::schedule {

void spin_detector::clear() {
  yielded_.clear();
  run_ = clock_reads_ = yields_ = polls_ = 0;
}

bool spin_detector::polls_the_clock() { return ++clock_reads_ > patience_with_clocks; }

}  // namespace gauntlet::schedule
