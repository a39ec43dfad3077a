#include "harness/run/blocking_points.hpp"

#include "harness/schedule/pause.hpp"

namespace gauntlet::run {

void blocking_points::begin(const plan::plan& plan) {
  for (auto* words : {&arrived_, &expected_, &open_})
    for (auto& word : *words) word.store(0);
  for (const plan::task& task : plan.tasks)
    for (const plan::step& step : task.steps)
      if (step.kind == plan::step_kind::rendezvous) expected_[step.value].add(1);
}

void blocking_points::arrive_and_block(std::uint32_t rendezvous) {
  auto& arrived = arrived_[rendezvous];
  arrived.add(1);
  schedule::wake_all(arrived);
  schedule::block_until_at_least(arrived, expected_[rendezvous].load());
}

void blocking_points::block_at(std::uint32_t gate) { schedule::block_until_at_least(open_[gate], 1); }

void blocking_points::open(std::uint32_t gate) {
  open_[gate].store(1);
  schedule::wake_all(open_[gate]);
}

}  // namespace gauntlet::run
