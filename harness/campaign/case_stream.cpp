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

constexpr std::uint32_t most_deaths_between_cases = 3;

/// Passes on failures only, and remembers whether there was one.
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

case_failed lost_leak(const protocol::request& batch) {
  case_failed out;
  out.seed = batch.first_seed;
  out.finding.oracle = protocol::oracle::lsan;
  out.finding.key = "lsan:leak";
  out.finding.sentence = fmt::format(
      "LeakSanitizer found memory lost in the {} cases from seed {} on, but after none of them when they "
      "ran again",
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
    if (!answer) break;  // torn: the runner died while it wrote
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
    } else if (std::holds_alternative<protocol::request_done>(*answer)) {
      return;
    } else if (std::holds_alternative<protocol::leaks_in_batch>(*answer)) {
      return search_leak(request, listener);
    } else if (const auto* refused = std::get_if<protocol::request_refused>(&*answer)) {
      throw std::runtime_error(refused->why);
    }
    if (listener.cut_short()) return runner_.kill_now();
  }
  if (runner_.stopped()) return runner_.kill_now();
  if (runner_.timed_out() && !running)
    throw std::runtime_error(fmt::format(
        "{} gave no answer for {} s (subject {}, after case {})", options_.executable.filename().string(),
        options_.answer_timeout.count() / 1000, request.subject, last_seed_));
  charge_death(running, listener);
}

void case_stream::charge_death(const std::optional<case_begun>& running, listener& listener) {
  if (running) return listener.failed({runner_.reap_during_case(), running->seed, {}, running->faults, {}});
  runner_.reap();
  if (++deaths_between_cases_ > most_deaths_between_cases)
    throw std::runtime_error(fmt::format("{} died between cases: {}", options_.executable.filename().string(),
                                         runner_.stderr_text()));
}

/// Memory leaked somewhere in the batch. Its cases were counted before; now they run again, each followed by
/// a search for leaks.
void case_stream::search_leak(const protocol::request& batch, listener& listener) {
  runner_.reap();
  if (batch.leak_check_each) return;
  auto again = batch;
  again.leak_check_each = true;
  failures_only found(listener);
  serve(again, found);
  if (!found.any() && !runner_.stopped()) listener.failed(lost_leak(batch));
}

}  // namespace gauntlet::campaign
