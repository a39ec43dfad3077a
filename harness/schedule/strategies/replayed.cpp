#include "harness/schedule/strategies/replayed.hpp"

#include "harness/schedule/engine/flight_record.hpp"

namespace gauntlet::schedule {
namespace {

bool is_option(const choice& at, thread_id id) {
  for (std::uint32_t i = 0; i < at.option_count; ++i)
    if (at.options[i] == id) return true;
  return false;
}

bool is_draw(std::uint16_t decision, std::uint32_t options) {
  return decision >= flight_record::drawn && decision < flight_record::drawn + options;
}

/// The default choice: the running thread if it can continue, else the first candidate.
thread_id without_preemption(const choice& at) {
  return at.running_is_candidate ? at.running : at.candidates[0];
}

}  // namespace

replayed::replayed(const std::uint16_t* decisions, std::uint32_t count)
    : decisions_(decisions), count_(count) {}
replayed::~replayed() = default;
const char* replayed::name() const { return "replay"; }
void replayed::begin(const forecast&) {
  at_ = 0;
  diverged_at_ = never;
}
bool replayed::continues_after_limit() { return true; }
std::uint32_t replayed::diverged_at(std::uint32_t steps) const {
  const bool ended_early = diverged_at_ == never && at_ != count_;
  return ended_early ? steps : diverged_at_;
}

thread_id replayed::choose(const choice& at) {
  step_ = at.step;
  if (at_ < count_ && is_option(at, decisions_[at_])) return decisions_[at_++];
  if (diverged_at_ == never) diverged_at_ = at.step;
  return without_preemption(at);
}

std::uint32_t replayed::draw(std::uint32_t options) {
  if (at_ < count_ && is_draw(decisions_[at_], options)) return decisions_[at_++] & ~flight_record::drawn;
  if (diverged_at_ == never) diverged_at_ = step_;
  return 0;
}

guided::guided(const context_switch* switches, std::uint32_t count, const std::uint16_t* draws,
               std::uint32_t draw_count)
    : switches_(switches), count_(count), draws_(draws), draw_count_(draw_count) {}
guided::~guided() = default;
const char* guided::name() const { return "guided"; }
void guided::begin(const forecast&) { next_ = next_draw_ = 0; }
std::uint32_t guided::draw(std::uint32_t options) {
  if (next_draw_ == draw_count_) return 0;
  const auto draw = draws_[next_draw_++];
  return is_draw(draw, options) ? draw & ~flight_record::drawn : 0;
}

thread_id guided::choose(const choice& at) {
  while (next_ < count_ && switches_[next_].step <= at.step) {
    const thread_id to = switches_[next_].to;
    if (to == at.timer) return to;  // its time-out expires, and the next choice switches to it
    ++next_;
    if (is_option(at, to)) return to;
  }
  return without_preemption(at);
}

}  // namespace gauntlet::schedule
