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
  void gave_up() override { to_.gave_up(); }
  [[nodiscard]] bool cut_short() const override { return to_.cut_short(); }
  [[nodiscard]] bool any() const { return any_; }

 private:
  case_stream::listener& to_;
  bool any_ = false;
};

/// Returns whether the request asks for a case with this seed.
bool belongs(std::uint64_t seed, const protocol::request& request) {
  return request.plan ? seed == request.first_seed
                      : seed >= request.first_seed && seed - request.first_seed < request.count;
}

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

case_stream::case_stream(runner_process::options options) : runner_(std::move(options)) {}

void case_stream::serve(const protocol::request& request, listener& listener) {
  if (!runner_.running()) served_ = false;
  runner_.send(request);
  running_.reset();
  while (const auto line = runner_.next_line()) {
    if (!take(*line, request, listener)) return;
    if (listener.cut_short()) return runner_.kill_now();
  }
  if (runner_.stopped() || (listener.cut_short() && !running_)) return runner_.kill_now();
  attribute_exit(listener);
}

/// Takes one answer. Returns whether more answers follow.
bool case_stream::take(const std::string& line, const protocol::request& request, listener& listener) {
  std::optional<protocol::answer> answer;
  try {
    answer = protocol::read_answer(line);
  } catch (const std::exception& problem) {
    return reject(fmt::format("an answer that cannot be read: {}", problem.what()), listener);
  }
  if (!answer) {  // incomplete: the runner crashed while it wrote
    attribute_exit(listener);
    return false;
  }
  if (const auto* begun = std::get_if<case_begun>(&*answer)) {
    if (!belongs(begun->seed, request)) return reject("the begin of a case that was not requested", listener);
    running_ = *begun;
  } else if (const auto* passed = std::get_if<case_passed>(&*answer)) {
    if (!running_ || running_->warm_up || running_->seed != passed->seed)
      return reject("the end of a case that does not run", listener);
    last_seed_ = passed->seed;
    exits_between_cases_ = 0;
    served_ = true;
    running_.reset();
    listener.passed(*passed);
  } else if (auto* failed = std::get_if<case_failed>(&*answer)) {
    runner_.reap();
    failed->finding.schedule = runner_.last_schedule();
    listener.failed(*failed);
    return false;
  } else if (const auto* done = std::get_if<protocol::request_done>(&*answer)) {
    if (running_ && !running_->warm_up) return reject("the end of a request whose case runs", listener);
    served_ = true;
    if (done->ends) runner_.reap();
    return false;
  } else if (std::holds_alternative<protocol::leaks_in_batch>(*answer)) {
    find_leaking_case(request, listener);
    return false;
  } else if (const auto* refused = std::get_if<protocol::request_refused>(&*answer)) {
    if (!served_ && !running_) throw std::runtime_error(refused->why);
    return reject(fmt::format("that it refuses the request ({})", refused->why), listener);
  }
  return true;
}

/// The runner sent an answer that it cannot send. Charges it to the running case, or to the last one, and
/// ends the runner. Returns false.
bool case_stream::reject(const std::string& answered, listener& listener) {
  case_failed out;
  out.seed = running_ ? running_->seed : last_seed_;
  if (running_) out.faults = running_->faults;
  out.finding = runner_.reject(answered);
  listener.failed(out);
  return false;
}

void case_stream::attribute_exit(listener& listener) {
  if (running_)
    return listener.failed({runner_.reap_during_case(), running_->seed, {}, running_->faults, {}});
  auto cause = runner_.timed_out() ? std::nullopt : runner_.reap();
  runner_.kill_now();
  if (++exits_between_cases_ <= max_exits_between_cases) return;
  case_failed out;
  out.seed = last_seed_;
  if (cause) out.finding = *std::move(cause);
  out.finding.oracle = protocol::oracle::crash;
  out.finding.key = "crash:between-cases";
  out.finding.sentence = fmt::format(
      "The process ended between two cases, or did not answer there, {} times in a row. The subject is not "
      "run any more.",
      exits_between_cases_);
  out.finding.sanitizer = runner_.stderr_text();
  exits_between_cases_ = 0;
  listener.failed(out);
  listener.gave_up();
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
