#include "harness/campaign/reproducer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>
#include <variant>

#include "harness/protocol/answer.hpp"

namespace gauntlet::campaign {

using protocol::exploration;
using protocol::finding;
using protocol::request;

reproducer::reproducer(runner_process::options options, const run::subject_description& subject,
                       std::string key, std::optional<exploration> how, protocol::lock_orders on_lock_order)
    : answer_timeout_(options.answer_timeout),
      runner_(std::move(options)),
      subject_(subject),
      key_(std::move(key)),
      how_(std::move(how)),
      on_lock_order_(key_ == protocol::lock_order_key ? protocol::lock_orders::error : on_lock_order) {}

std::optional<finding> reproducer::fails_under(const plan::plan& plan, std::uint64_t seed,
                                               const exploration& how) {
  const auto before = std::exchange(how_, how);
  auto found = fails(plan, seed, 1);
  how_ = before;
  return found;
}

request reproducer::request_for(const plan::plan& plan, std::uint64_t seed) const {
  request r;
  r.what = request::kind::plan;
  r.subject = subject_.name;
  r.first_seed = seed;
  r.leak_check_each = key_ == "lsan:leak";
  r.on_lock_order = on_lock_order_;
  if (patience_) r.patience_ms = static_cast<std::uint32_t>(patience_->count());
  r.plan = plan;
  r.explore = how_;
  if (run::declares(subject_, key_)) r.properties = {key_};
  return r;
}

std::optional<finding> reproducer::fails(const plan::plan& plan, std::uint64_t seed, std::uint32_t runs) {
  auto r = request_for(plan, seed);
  used_ = 0;
  other_failure_.clear();
  while (used_ < runs && !over() && !runner_.stopped()) {
    r.count = run_up_ ? 1 : runs - used_;
    const auto before = used_;
    const auto found = run(r);
    if (found && (key_.empty() || found->has(key_))) return found->told_as(key_);
    if (found) other_failure_ = found->key;
    if (used_ == before) return std::nullopt;
  }
  return std::nullopt;
}

/// Runs the cases that come before, if there are any, and serves the request.
std::optional<finding> reproducer::run(const request& request) {
  diverged_at_.reset();
  if (!run_up_) return ask(request);
  runner_.kill_now();
  if (ran_up()) return ask(request);
  if (!gave_up()) ++used_;  // the case was not reached, so it did not fail
  runner_.kill_now();
  return std::nullopt;
}

/// Returns whether all cases that come before passed, and the runner waits for the next request.
bool reproducer::ran_up() {
  request r;
  r.what = request::kind::cases;
  r.subject = subject_.name;
  r.first_seed = run_up_->first_seed;
  r.count = run_up_->count;
  r.size = run_up_->size;
  r.every_fault = run_up_->every_fault;
  r.on_lock_order = on_lock_order_;
  runner_.send(r);
  while (const auto line = next_line()) {
    const auto answer = protocol::read_answer(*line);
    if (!answer) return false;
    if (const auto* done = std::get_if<protocol::request_done>(&*answer)) return !done->ends;
    if (const auto* refused = std::get_if<protocol::request_refused>(&*answer))
      throw std::runtime_error(refused->why);
    if (const auto* failed = std::get_if<protocol::case_failed>(&*answer)) {
      other_failure_ = failed->finding.key;
      return false;
    }
  }
  return false;
}

finding reproducer::take(finding found) {
  runner_.reap();
  found.schedule = runner_.last_schedule();
  if (found.sanitizer.empty()) found.sanitizer = runner_.readable_stderr();
  return found;
}

std::optional<std::string> reproducer::next_line() {
  using namespace std::chrono;
  if (!give_up_at_) return runner_.next_line(answer_timeout_);
  const auto left = ceil<milliseconds>(*give_up_at_ - steady_clock::now());
  waits_for_deadline_ = left < answer_timeout_;
  return runner_.next_line(std::clamp(left, milliseconds(0), answer_timeout_));
}

/// Sends one request, and reads its answers until it ends or any finding comes.
std::optional<finding> reproducer::ask(const request& request) {
  const bool is_new = !runner_.running();
  runner_.send(request);
  try {
    return read_answers(request, is_new);
  } catch (const nlohmann::json::exception& problem) {
    return runner_.reject(fmt::format("an answer that cannot be read: {}", problem.what()));
  }
}

/// `is_new`: the runner was started for this request, so that its refusal is no consequence of earlier cases.
std::optional<finding> reproducer::read_answers(const request& request, bool is_new) {
  in_a_case_ = in_warm_up_ = false;
  while (const auto line = next_line()) {
    auto answer = protocol::read_answer(*line);
    if (!answer) break;
    if (const auto* begun = std::get_if<protocol::case_begun>(&*answer)) {
      in_a_case_ = true;
      in_warm_up_ = begun->warm_up;
      if (!in_warm_up_) ++used_;
    } else if (const auto* passed = std::get_if<protocol::case_passed>(&*answer)) {
      if (!in_a_case_ || in_warm_up_ || passed->seed != request.first_seed)
        return runner_.reject("the end of a case that does not run");
      in_a_case_ = false;
      if (over()) {
        runner_.kill_now();
        return std::nullopt;
      }
    } else if (const auto* done = std::get_if<protocol::request_done>(&*answer)) {
      if (done->ends) runner_.reap();
      return std::nullopt;
    } else if (const auto* diverged = std::get_if<protocol::schedule_diverged>(&*answer)) {
      diverged_at_ = diverged->step;
    } else if (const auto* refused = std::get_if<protocol::request_refused>(&*answer)) {
      if (is_new && !in_a_case_) throw std::runtime_error(refused->why);
      return runner_.reject(fmt::format("that it refuses the request ({})", refused->why));
    } else if (auto* failed = std::get_if<protocol::case_failed>(&*answer)) {
      if (in_warm_up_) ++used_;
      return take(std::move(failed->finding));
    }
  }
  return judge_silence();
}

/// The runner sends no more answers: it was stopped, the deadline has passed, it does not answer, or it has
/// ended.
std::optional<finding> reproducer::judge_silence() {
  if (gave_up()) {
    runner_.kill_now();
    if (in_a_case_ && !in_warm_up_) --used_;  // this run did not end
    return std::nullopt;
  }
  if (runner_.timed_out() && !in_a_case_) {
    runner_.kill_now();
    return std::nullopt;  // no case was running
  }
  if (in_a_case_ && in_warm_up_) ++used_;
  return in_a_case_ ? runner_.reap_during_case() : runner_.reap();
}

}  // namespace gauntlet::campaign
