// For the flavours without ThreadSanitizer.

#include "harness/runner/sanitizer.hpp"

namespace gauntlet::runner {

void watch_payloads_of(const run::execution*) {}
tsan_report take_tsan_report() { return {}; }

}  // namespace gauntlet::runner
