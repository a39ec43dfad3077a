#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {

random_walk::~random_walk() = default;
const char* random_walk::name() const { return "random walk"; }
void random_walk::begin(const forecast& known) {
  random_.seed(known.seed);
  choices_without_hints_ = 0;
  often_without_hints_ = random_.below(2) == 0;
}
bool random_walk::ignores_hints() {
  const std::uint32_t one_in = often_without_hints_ ? 4 : 64;
  constexpr std::uint32_t most_doublings = 8;
  if (choices_without_hints_ == 0 && random_.below(one_in) == 0)
    choices_without_hints_ = 1u << random_.below(most_doublings);
  if (choices_without_hints_ == 0) return false;
  --choices_without_hints_;
  return true;
}
bool random_walk::offers_timeout() { return random_.below(8) == 0; }
thread_id random_walk::choose(const choice& at) { return at.candidates[random_.below(at.count)]; }
std::uint32_t random_walk::draw(std::uint32_t options) { return random_.below(options); }

sticky_walk::sticky_walk(std::uint32_t one_in) : one_in_(one_in < 1 ? 1 : one_in) {}
sticky_walk::~sticky_walk() = default;
const char* sticky_walk::name() const { return "sticky walk"; }
thread_id sticky_walk::choose(const choice& at) {
  if (at.running_is_candidate && random_.below(one_in_) != 0) return at.running;
  return random_walk::choose(at);
}

}  // namespace gauntlet::schedule
