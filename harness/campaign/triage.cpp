#include "harness/campaign/triage.hpp"

#include <utility>

#include "harness/campaign/counted_key.hpp"

namespace gauntlet::campaign {
namespace {

constexpr std::uint32_t max_repeats = 20;  // of known findings, after which the job ends

}  // namespace

std::optional<failing_case> triage::take(failing_case failed) {
  const bool mutant = subject_.mutant.has_value();
  failed.key = counted_key(subject_, keys_of(failed.finding));
  failed.finding = failed.finding.told_as(failed.key);
  if (declares_kill(subject_, failed.key)) {
    killed_ = finished_ = true;
    waiting_.reset();
    return failed;
  }
  if (!seen_.insert(failed.key).second) {
    finished_ = !mutant && ++repeats_ > max_repeats;
    return std::nullopt;
  }
  if (mutant) {
    if (!waiting_) waiting_ = std::move(failed);
    return std::nullopt;
  }
  finished_ = seen_.size() >= max_findings_;
  return failed;
}

}  // namespace gauntlet::campaign
