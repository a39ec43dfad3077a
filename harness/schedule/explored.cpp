#include "gauntlet/explore.hpp"

#include <cstdlib>
#include <stdexcept>

#include "harness/schedule/crash_report.hpp"
#include "harness/schedule/explore.hpp"
#include "harness/schedule/portfolio.hpp"
#include "harness/schedule/replay_token.hpp"
#include "harness/schedule/strategies/replayed.hpp"

// Defined only in programs that link explored_reports.cpp (the tsan flavour); null otherwise.
extern "C" std::uint32_t gauntlet_sanitizer_reports() __attribute__((weak));

namespace gauntlet {
namespace {

using schedule::ending;

std::string describe_waiting_threads() {
  std::string out;
  for (const auto& waiting : schedule::waiting_threads()) out += "\n  " + schedule::describe(waiting);
  return out;
}

std::uint32_t reports() { return gauntlet_sanitizer_reports != nullptr ? gauntlet_sanitizer_reports() : 0; }

struct explored_schedule {
  schedule::outcome how;
  bool reported = false;  // ThreadSanitizer reported an error
};

explored_schedule run(schedule::strategy& chooser, const explore_options& options,
                      const std::function<void()>& body) {
  const auto before = reports();
  explored_schedule out{schedule::run_schedule(chooser, body, options.limits, options.faults)};
  out.reported = reports() != before;
  if (out.reported)
    // Otherwise ThreadSanitizer would not report an error in the same memory again.
    schedule::flush_sanitizer_reports();
  return out;
}

bool failed(const explored_schedule& ran, const std::function<bool()>& has_failed) {
  return ran.how.how != ending::done || ran.reported || (has_failed && has_failed());
}

std::string why(const explored_schedule& ran) {
  if (ran.reported) return "ThreadSanitizer reported an error; see its report above";
  if (ran.how.how == ending::deadlock) return "deadlock: no thread can run" + describe_waiting_threads();
  if (ran.how.how == ending::step_limit)
    return "livelock: the step limit was reached" + describe_waiting_threads();
  return "";
}

explore_result replay(const std::string& token, const explore_options& options,
                      const std::function<void()>& body, const std::function<bool()>& has_failed) {
  const auto decisions = schedule::read_token(token);
  schedule::replayed chooser(decisions.data(), static_cast<std::uint32_t>(decisions.size()));
  chooser.begin({});
  const auto ran = run(chooser, options, body);
  explore_result out;
  out.schedules = 1;
  out.strategy = chooser.name();
  out.token = token;
  out.why = why(ran);
  out.failed = failed(ran, has_failed);
  if (const auto step = chooser.diverged_at(ran.how.steps); step != schedule::replayed::never) {
    out.failed = true;
    out.why = "the replay diverged at step " + std::to_string(step) +
              ": the program has changed since the token was printed";
  }
  return out;
}

}  // namespace

explore_result explore(const explore_options& options, const std::function<void()>& body,
                       const std::function<bool()>& has_failed) {
  const char* from_environment = std::getenv("GAUNTLET_REPLAY");
  const std::string token = !options.replay.empty()       ? options.replay
                            : from_environment != nullptr ? from_environment
                                                          : "";
  const schedule::crash_report report_on_crash;
  if (!token.empty()) return replay(token, options, body, has_failed);
  schedule::portfolio choosers(options.strategies);
  explore_result out;
  while (out.schedules < options.schedules) {
    schedule::strategy* chooser = choosers.next(options.seed * 0x9e3779b97f4a7c15u + out.schedules);
    if (chooser == nullptr) {
      out.exhausted = true;
      break;
    }
    ++out.schedules;
    const auto ran = run(*chooser, options, body);
    choosers.ended(ran.how);
    if (!failed(ran, has_failed)) continue;
    out.failed = true;
    out.strategy = chooser->name();
    out.token = schedule::to_token(schedule::last_decisions());
    out.why = why(ran);
    break;
  }
  return out;
}

std::string describe(const explore_result& failure) {
  return failure.why + (failure.why.empty() ? "" : "\n") + "found by " + failure.strategy + " in schedule " +
         std::to_string(failure.schedules) + "; to replay it, set GAUNTLET_REPLAY=" + failure.token;
}

}  // namespace gauntlet
