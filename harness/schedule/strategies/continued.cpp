#include "harness/schedule/strategies/continued.hpp"

#include "harness/schedule/engine/flight_record.hpp"

namespace gauntlet::schedule {

continued::continued(const std::uint16_t* decisions, std::uint32_t count)
    : decisions_(decisions), count_(count) {}
continued::~continued() = default;
const char* continued::name() const { return "fair continuation"; }

void continued::begin(const forecast& known) {
  random_walk::begin(known);
  at_ = 0;
}

bool continued::ignores_hints() { return at_ == count_ && random_walk::ignores_hints(); }

bool continued::offers_timeout() { return at_ == count_ && random_walk::offers_timeout(); }
bool continued::continues_after_limit() { return true; }

thread_id continued::choose(const choice& at) {
  if (at_ == count_) return random_walk::choose(at);
  const thread_id recorded = decisions_[at_++];
  for (std::uint32_t i = 0; i < at.option_count; ++i)
    if (at.options[i] == recorded) return recorded;
  at_ = count_;  // the body is not deterministic
  return random_walk::choose(at);
}

std::uint32_t continued::draw(std::uint32_t options) {
  if (at_ == count_) return random_walk::draw(options);
  const std::uint32_t recorded = decisions_[at_++] & ~std::uint32_t{flight_record::drawn};
  return recorded < options ? recorded : random_walk::draw(options);
}

}  // namespace gauntlet::schedule
