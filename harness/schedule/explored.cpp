#include "gauntlet/explore.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "harness/schedule/crash_report.hpp"
#include "harness/schedule/explore.hpp"
#include "harness/schedule/explored_schedule.hpp"
#include "harness/schedule/new_process.hpp"
#include "harness/schedule/plain_accesses.hpp"
#include "harness/schedule/portfolio.hpp"
#include "harness/schedule/replay_token.hpp"
#include "harness/schedule/source_line.hpp"
#include "harness/schedule/strategies/replayed.hpp"
#include "harness/schedule/watchdog.hpp"

namespace gauntlet {
namespace {

using clock = std::chrono::steady_clock;

/// Allows one call of explore at a time.
class exclusive_call {
 public:
  exclusive_call() {
    if (calls_.add(1) == 0) return;
    calls_.add(~0u);  // subtracts 1
    throw std::logic_error("gauntlet::explore is running on another thread; call it on one thread at a time");
  }
  ~exclusive_call() { calls_.add(~0u); }
  exclusive_call(const exclusive_call&) = delete;
  exclusive_call& operator=(const exclusive_call&) = delete;

 private:
  static inline schedule::unsynchronised_atomic<std::uint32_t> calls_;
};

/// Counts the calls of explore, so that a new process can recognise one of them.
schedule::explore_call next_call(const std::string& test) {
  static schedule::explore_call last{};
  schedule::explore_call now{};
  test.copy(now.test, sizeof now.test - 1);
  now.number = test == last.test ? last.number + 1 : 1;
  return last = now;
}

bool same(const schedule::explore_call& a, const schedule::explore_call& b) {
  return a.number == b.number && std::string(a.test) == b.test;
}

/// One call of explore.
class exploration {
 public:
  exploration(const explore_options& options, const std::function<void()>& body,
              const std::function<bool()>& has_failed)
      : options_(options),
        call_(next_call(options.test)),
        report_on_crash_({call_, options.verify && !replays_a_token()}),
        watchdog_(watchdog_for(options.patience)),
        body_(options, body, has_failed, watchdog_.get()) {}

  explore_result result() {
    const auto* request = schedule::requested_replay();
    const bool requested = request != nullptr && same(request->call, call_);
    if (requested) schedule::share_record_of_replay();
    schedule::guided without_switches(nullptr, 0, nullptr, 0);
    const auto first =
        body_.run(without_switches, {schedule::first_run, options_.limits.plain_accesses, requested});
    if (requested) answer(*request, first);
    if (first.failed()) return failure(first, "first run", 1);
    if (request != nullptr) return {};  // an earlier call than the requested one
    return replays_a_token() ? replay() : search();
  }

 private:
  static std::unique_ptr<schedule::watchdog> watchdog_for(std::chrono::milliseconds patience) {
    if (patience.count() == 0) return nullptr;
    const auto ms = static_cast<std::uint32_t>(patience.count());
    const schedule::watchdog::limits limits{std::max(ms / 10, 1u), ms};
    const auto on_hang = [limits](schedule::watchdog::reason reason) {
      const bool slept = reason == schedule::watchdog::reason::deadlock;
      schedule::report_hang(slept, slept ? limits.quiet_ms : limits.patience_ms);
    };
    return std::make_unique<schedule::watchdog>(limits, on_hang, schedule::schedule_progress);
  }

  [[nodiscard]] std::string token() const {
    const char* from_environment = std::getenv("GAUNTLET_REPLAY");
    return !options_.replay.empty() || from_environment == nullptr ? options_.replay : from_environment;
  }
  [[nodiscard]] bool replays_a_token() const { return !token().empty(); }

  explore_result search() {
    schedule::portfolio choosers(options_.strategies, points_at_plain_accesses());
    const auto start = clock::now();
    explore_result out;
    while (out.schedules < options_.schedules) {
      if (options_.time_limit.count() != 0 && clock::now() - start >= options_.time_limit) break;
      if (schedule::abandoned_threads() > schedule::max_abandoned_threads / 2) {
        std::fputs(
            "gauntlet: the search ends early, because schedules that were too long have abandoned too many "
            "threads; raise limits.steps\n",
            stderr);
        break;
      }
      schedule::strategy* chooser = choosers.next(options_.seed * 0x9e3779b97f4a7c15u + out.schedules);
      if (chooser == nullptr) {
        out.exhausted = true;
        break;
      }
      schedule::outcome first_outcome;
      const auto ran =
          body_.run(*chooser, {++out.schedules, choosers.makes_points_of_plain_accesses()}, &first_outcome);
      choosers.ended(first_outcome);
      out.too_long += ran.length == schedule::length::too_long || ran.length == schedule::length::unfinished;
      if (!ran.failed()) continue;
      const auto too_long = out.too_long;
      out = failure(ran, chooser->name(), out.schedules);
      out.too_long = too_long;
      return out;
    }
    return out;
  }

  /// In `fast` the schedules with and without these points alternate. In the flavours with a sanitizer they
  /// cost more, and ThreadSanitizer needs none to find a race.
  [[nodiscard]] schedule::portfolio::plain_accesses points_at_plain_accesses() const {
    using enum schedule::portfolio::plain_accesses;
    if (options_.limits.plain_accesses) return always;
    return options_.alternate_plain_accesses && schedule::points_at_plain_accesses_are_cheap() ? alternately
                                                                                               : never;
  }

  explore_result failure(const explored_schedule& ran, const std::string& strategy, std::uint32_t schedules) {
    explore_result out;
    out.failed = true;
    out.schedules = schedules;
    out.strategy = strategy;
    out.token =
        schedule::to_token({schedule::last_decisions(), schedule::last_flight_record().plain_accesses});
    if (options_.verify && !replays_a_token()) verify(out);
    out.why = ran.why(options_.limits);
    return out;
  }

  void verify(explore_result& failure) const {
    const auto compared = schedule::replay_in_new_process(call_, {schedule::end_of_schedule::failed, 0});
    failure.replayed = static_cast<replay_check>(compared.result);
    schedule::write_comparison(
        compared, [](void* to, char letter) { static_cast<std::string*>(to)->push_back(letter); },
        &failure.replay_note);
  }

  explore_result replay() {
    const auto given = schedule::read_token(token());
    schedule::replayed chooser(given.decisions.data(), static_cast<std::uint32_t>(given.decisions.size()));
    chooser.begin({});
    const auto ran =
        body_.run(chooser, {1, given.plain_accesses.value_or(options_.limits.plain_accesses), true});
    explore_result out;
    out.schedules = 1;
    out.strategy = chooser.name();
    out.token = token();
    out.why = ran.why(options_.limits);
    out.failed = ran.failed();
    if (const auto step = chooser.diverged_at(ran.how.steps); step != schedule::replayed::never) {
      out.failed = true;
      out.why = describe_divergence(step);
    }
    return out;
  }

  static std::string describe_divergence(std::uint32_t step) {
    std::string out = "the replay diverged at step " + std::to_string(step) +
                      ": the program has changed since the token was printed, or it is not deterministic";
    if (step == 0 || step >= schedule::flight_record::capacity) return out;
    const auto& last = schedule::last_flight_record().trace[step];
    out +=
        "\n  the last step before: thread " + std::to_string(last.thread) + " " + schedule::phrase(last.kind);
    if (last.caller != nullptr) out += std::string(", at ") + schedule::line_of_call(last.caller).text;
    return out;
  }

  /// In a process that was started to replay a schedule: runs it after the first run, and ends the process.
  [[noreturn]] void answer(const schedule::replay_request& request, const explored_schedule& first) {
    bool failed = first.failed();
    if (!failed) {
      schedule::replayed chooser(request.decisions, request.decision_count);
      chooser.begin({});
      failed = body_.run(chooser, {1, request.plain_accesses, true}).failed();
    }
    schedule::answer_replay(
        {failed ? schedule::end_of_schedule::failed : schedule::end_of_schedule::passed, 0});
    _exit(0);
  }

  const explore_options& options_;
  schedule::explore_call call_;
  schedule::crash_report report_on_crash_;
  std::unique_ptr<schedule::watchdog> watchdog_;
  explored_body body_;
};

}  // namespace

explore_result explore(const explore_options& options, const std::function<void()>& body,
                       const std::function<bool()>& has_failed) {
  if (schedule::in_a_schedule()) {
    note_nested_call();
    explore_result refused;
    refused.failed = true;
    refused.why = nested_call;
    return refused;
  }
  const exclusive_call alone;
  return exploration(options, body, has_failed).result();
}

std::string describe(const explore_result& failure) {
  if (failure.token.empty()) return failure.why;
  const bool exact = failure.replayed != replay_check::different;
  std::string out =
      failure.why + (failure.why.empty() ? "" : "\n") + "found by " + failure.strategy + " in schedule " +
      std::to_string(failure.schedules) +
      (exact ? "; to replay it, set GAUNTLET_REPLAY=" : "; its token may not replay it: GAUNTLET_REPLAY=") +
      failure.token;
  if (!failure.replay_note.empty()) out += "\n" + failure.replay_note;
  return out;
}

std::string describe_too_long(const explore_result& result, const explore_options& options) {
  return "gauntlet: " + std::to_string(result.too_long) + " of " + std::to_string(result.schedules) +
         " schedules were too long (limits.steps = " + std::to_string(options.limits.steps) +
         "), and were continued fairly; raise the limit to explore such schedules to their end";
}

}  // namespace gauntlet
