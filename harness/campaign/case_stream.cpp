#include "harness/campaign/case_stream.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>
#include <variant>

namespace gauntlet::campaign {
namespace {

using protocol::case_begun;
using protocol::case_failed;
using protocol::case_passed;

constexpr std::uint32_t max_exits_between_cases = 3;

/// Forwards only failures, and records whether there was one.
class failures_only final : public case_stream::listener {
 public:
  explicit failures_only(case_stream::listener& to) : to_(to) {}
  void passed(const case_passed&) override {}
  void failed(const case_failed& failed) override {
    any_ = true;
    to_.failed(failed);
  }
  [[nodiscard]] bool cut_short() const override { return to_.cut_short(); }
  [[nodiscard]] bool any() const { return any_; }

 private:
  case_stream::listener& to_;
  bool any_ = false;
};

case_failed unattributed_leak(const protocol::request& batch) {
  case_failed out;
  out.seed = batch.first_seed;
  out.finding.oracle = protocol::oracle::lsan;
  out.finding.key = "lsan:leak";
  out.finding.sentence = fmt::format(
      "LeakSanitizer found leaked memory after the {} cases from seed {} on. It found none after any of them "
      "when they ran again one by one.",
      batch.count, batch.first_seed);
  return out;
}

}  // namespace

case_stream::case_stream(runner_process::options options) : options_(std::move(options)), runner_(options_) {}

void case_stream::serve(const protocol::request& request, listener& listener) {
  runner_.send(request);
  serve_answers(request, listener);
}

void case_stream::serve_answers(const protocol::request& request, listener& listener) {
  std::optional<case_begun> running;
  while (const auto line = runner_.next_line()) {
    auto answer = protocol::read_answer(*line);
    if (!answer) break;  // incomplete: the runner crashed while it wrote
    if (const auto* begun = std::get_if<case_begun>(&*answer)) {
      running = *begun;
    } else if (const auto* passed = std::get_if<case_passed>(&*answer)) {
      last_seed_ = passed->seed;
      listener.passed(*passed);
      running.reset();
    } else if (auto* failed = std::get_if<case_failed>(&*answer)) {
      runner_.reap();
      failed->finding.schedule = runner_.last_schedule();
      return listener.failed(*failed);
    } else if (const auto* done = std::get_if<protocol::request_done>(&*answer)) {
      if (done->ends) runner_.reap();
      return;
    } else if (std::holds_alternative<protocol::leaks_in_batch>(*answer)) {
      return find_leaking_case(request, listener);
    } else if (const auto* refused = std::get_if<protocol::request_refused>(&*answer)) {
      throw std::runtime_error(refused->why);
    }
    if (listener.cut_short()) return runner_.kill_now();
  }
  if (runner_.stopped()) return runner_.kill_now();
  if (runner_.timed_out() && !running)
    throw std::runtime_error(
        fmt::format("{} did not answer for {} s (subject {}, after the case with seed {})",
                    options_.executable.filename().string(), options_.answer_timeout.count() / 1000,
                    request.subject, last_seed_));
  attribute_exit(running, listener);
}

void case_stream::attribute_exit(const std::optional<case_begun>& running, listener& listener) {
  if (running) return listener.failed({runner_.reap_during_case(), running->seed, {}, running->faults, {}});
  runner_.reap();
  if (++exits_between_cases_ > max_exits_between_cases)
    throw std::runtime_error(fmt::format("{} ended between two cases. Its stderr: {}",
                                         options_.executable.filename().string(), runner_.stderr_text()));
}

/// One of the cases of the batch leaked memory. The cases are already counted. They run again, with a check
/// for leaks after each one.
void case_stream::find_leaking_case(const protocol::request& batch, listener& listener) {
  runner_.reap();
  if (batch.leak_check_each) return;
  auto again = batch;
  again.leak_check_each = true;
  failures_only found(listener);
  serve(again, found);
  if (!found.any() && !runner_.stopped()) listener.failed(unattributed_leak(batch));
}

}  // namespace gauntlet::campaign
