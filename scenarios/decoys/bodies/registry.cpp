#include "scenarios/decoys/bodies/registry.hpp"

namespace gauntlet::decoys {

std::vector<body> all_bodies() {
  std::vector<body> out;
  for (const auto topic : {spin_locks, queue_locks, blocking_locks, two_thread_locks, barriers,
                           read_copy_update, sequence_locks, queues, work_stealing, polling, safestack})
    for (const body& each : topic()) out.push_back(each);
  return out;
}

}  // namespace gauntlet::decoys
