#include "harness/campaign/campaign.hpp"

#include <exception>
#include <thread>

#include "harness/campaign/job_run.hpp"

namespace gauntlet::campaign {
namespace {

void run_turn(const campaign_options& options, const job_queue::turn& turn, std::uint32_t worker,
              job_queue& queue, journal& journal, const std::atomic<bool>& stop) {
  job_run run(options, turn, worker, journal, stop);
  run();
  if (run.killed()) queue.record_kill(turn.job);
  // Only a share of `budget.time` allows another turn. After the time limit of the campaign there is no time
  // left.
  const bool may_get_another_turn = turn.job.is_mutant() && options.budget.time && !turn.from_seed;
  if (may_get_another_turn && run.out_of_time()) queue.requeue(turn.job, run.next_seed());
}

}  // namespace

void run_campaign(const campaign_options& options, const std::vector<job>& jobs, journal& journal,
                  const std::atomic<bool>& stop) {
  std::filesystem::create_directories(options.folder / "cases");
  job_queue queue(options.budget, jobs, options.jobs, options.stop_after_kill);
  const auto work = [&](std::uint32_t worker) {
    try {
      while (!stop.load()) {
        const auto turn = queue.take();
        if (!turn) return;
        run_turn(options, *turn, worker, queue, journal, stop);
      }
    } catch (...) {
      queue.fail(std::current_exception());
    }
  };
  std::vector<std::jthread> workers;
  for (std::uint32_t w = 0; w < options.jobs; ++w) workers.emplace_back(work, w);
  workers.clear();
  queue.rethrow();
}

}  // namespace gauntlet::campaign
