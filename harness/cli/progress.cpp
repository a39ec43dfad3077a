#include "harness/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <mutex>

namespace gauntlet::cli {
namespace {

using namespace std::chrono_literals;

struct figures {
  std::uint64_t cases = 0, failed = 0, killed = 0;
  std::size_t done = 0;
};

figures read(const campaign::journal& journal) {
  figures out;
  journal.read([&](const campaign::tally& tally) {
    for (const auto& [id, job] : tally.jobs) {
      const bool mutant = tally.subject(id.subject).mutant.has_value();
      out.cases += job.cases;
      out.failed += mutant ? 0 : job.failed;
      out.killed += mutant && job.first_failure ? 1 : 0;
      out.done += job.done ? 1 : 0;
    }
  });
  return out;
}

std::string remaining(const figures& now, double seconds, const progress::plan& plan) {
  double left = -1;
  if (plan.time)
    left = std::chrono::duration<double>(*plan.time).count() - seconds;
  else if (plan.cases && now.cases > 0)
    left = seconds * (static_cast<double>(*plan.cases) / static_cast<double>(now.cases) - 1);
  return left < 0 ? "" : fmt::format(", at most {:.0f} s left", left);
}

}  // namespace

progress::progress(const campaign::journal& journal, plan plan)
    : journal_(journal),
      plan_(plan),
      terminal_(isatty(STDERR_FILENO) == 1),
      thread_([this](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock(mutex);
        const auto pause = terminal_ ? 250ms : 10'000ms;
        while (!wake.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); })) show(false);
      }) {}

progress::~progress() {
  thread_.request_stop();
  thread_.join();
  show(true);
}

void progress::show(bool last) {
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const figures now = read(journal_);
  const auto line =
      fmt::format("{} of {} jobs done, {} cases, {:.0f} per second, {} violations, {} mutants killed{}",
                  now.done, plan_.jobs, now.cases, static_cast<double>(now.cases) / std::max(seconds, 0.001),
                  now.failed, now.killed, last ? "" : remaining(now, seconds, plan_));
  if (terminal_)
    fmt::print(stderr, "\r\033[K{}{}", line, last ? "\n" : "");
  else
    fmt::print(stderr, "[{:5.0f} s] {}\n", seconds, line);
  std::fflush(stderr);
}

}  // namespace gauntlet::cli
