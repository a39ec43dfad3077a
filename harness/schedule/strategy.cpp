#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

strategy::~strategy() = default;
void strategy::start_over() {}
bool strategy::ignores_hints() { return false; }
bool strategy::offers_timeout() { return false; }
bool strategy::continues_after_limit() { return false; }
void strategy::executes(thread_id, const operation&, const choice&) {}
bool strategy::end(ending) { return true; }

}  // namespace gauntlet::schedule
