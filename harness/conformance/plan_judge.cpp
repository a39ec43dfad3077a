#include "harness/conformance/plan_judge.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <stdexcept>

#include "harness/run/warm_up_plan.hpp"

// Defined only under ThreadSanitizer (tsan_reports.cpp); null otherwise.
extern "C" std::uint32_t gauntlet_conformance_reports() __attribute__((weak));

namespace gauntlet::run {
namespace {

std::uint32_t reports() {
  return gauntlet_conformance_reports != nullptr ? gauntlet_conformance_reports() : 0;
}

}  // namespace

plan_judge::plan_judge() : watchdog_({}, [this](schedule::watchdog::reason) { hang(); }) {}

plan_judge& plan_judge::instance() {
  static auto& judge = *new plan_judge();
  return judge;
}

check::verdict plan_judge::operator()(const plan::plan& plan, const subject_info& subject) {
  warm_up(subject);
  plan_ = &plan;
  subject_ = &subject;
  const auto reported = reports();
  watchdog_.begin();
  auto taken = execution_.execute(plan, subject);
  watchdog_.end();
  if (taken.overflowed > 0)
    throw std::runtime_error(
        fmt::format("the recorder had no room for {} events; this is a bug of Gauntlet", taken.overflowed));
  if (reports() != reported) taken.left.files = 0;  // the sanitizer opens files when it reports
  return check::judge(check::view(plan, subject.can, taken));
}

// Objects that a subject creates once and keeps until the process ends must not count as leaks of its first
// case.
void plan_judge::warm_up(const subject_info& subject) {
  if (warmed_up_ == &subject) return;
  const auto plan = warm_up_plan(subject);
  plan_ = &plan;
  subject_ = &subject;
  watchdog_.begin();
  execution_.warm_up(plan, subject);
  watchdog_.end();
  warmed_up_ = &subject;
}

void plan_judge::hang() {
  const auto taken = execution_.snapshot();
  const auto violation = check::diagnose_hang(check::view(*plan_, subject_->can, taken));
  fmt::print(stderr, "{} hangs with the plan below, {}: {}\n", subject_->name, violation.property,
             violation.sentence);
  for (const auto& line : plan::describe(*plan_)) fmt::print(stderr, "{}\n", line);
  std::fflush(stderr);
  _exit(1);
}

}  // namespace gauntlet::run
