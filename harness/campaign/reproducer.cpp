#include "harness/campaign/reproducer.hpp"

#include <fmt/format.h>

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
    : runner_(std::move(options)),
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

std::optional<finding> reproducer::fails(const plan::plan& plan, std::uint64_t seed, std::uint32_t runs) {
  request r;
  r.what = request::kind::plan;
  r.subject = subject_.name;
  r.first_seed = seed;
  r.leak_check_each = key_ == "lsan:leak";
  r.on_lock_order = on_lock_order_;
  r.plan = plan;
  r.explore = how_;
  if (run::declares(subject_, key_)) r.properties = {key_};
  used_ = 0;
  other_failure_.clear();
  while (used_ < runs) {
    r.count = runs - used_;
    const auto before = used_;
    auto found = ask(r);
    if (found && (key_.empty() || found->has(key_))) return found;
    if (found) other_failure_ = found->key;
    if (!found || used_ == before) return std::nullopt;
  }
  return std::nullopt;
}

finding reproducer::take(finding found) {
  runner_.reap();
  found.schedule = runner_.last_schedule();
  if (found.sanitizer.empty()) found.sanitizer = runner_.readable_stderr();
  return found;
}

/// Sends one request, and reads its answers until it ends or any finding comes.
std::optional<finding> reproducer::ask(const request& request) {
  runner_.send(request);
  diverged_at_.reset();
  bool in_a_case = false;
  while (const auto line = runner_.next_line()) {
    auto answer = protocol::read_answer(*line);
    if (!answer) break;
    if (const auto* begun = std::get_if<protocol::case_begun>(&*answer)) {
      in_a_case = true;
      if (!begun->warm_up) ++used_;
    } else if (std::holds_alternative<protocol::case_passed>(*answer)) {
      in_a_case = false;
    } else if (const auto* done = std::get_if<protocol::request_done>(&*answer)) {
      if (done->ends) runner_.reap();
      return std::nullopt;
    } else if (const auto* diverged = std::get_if<protocol::schedule_diverged>(&*answer)) {
      diverged_at_ = diverged->step;
    } else if (const auto* refused = std::get_if<protocol::request_refused>(&*answer)) {
      throw std::runtime_error(refused->why);
    } else if (auto* failed = std::get_if<protocol::case_failed>(&*answer)) {
      return take(std::move(failed->finding));
    }
  }
  if (runner_.stopped()) {
    runner_.kill_now();
    return std::nullopt;
  }
  if (runner_.timed_out() && !in_a_case) {
    runner_.kill_now();
    throw std::runtime_error(fmt::format(
        "the runner did not answer in time, and no case was running (subject {})", subject_.name));
  }
  return in_a_case ? runner_.reap_during_case() : runner_.reap();
}

}  // namespace gauntlet::campaign
