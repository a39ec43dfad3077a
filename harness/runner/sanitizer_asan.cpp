// For the flavour `asan`: AddressSanitizer, LeakSanitizer, UndefinedBehaviorSanitizer.

#include "harness/runner/sanitizer.hpp"

extern "C" int __lsan_do_recoverable_leak_check(void);

extern "C" const char* __asan_default_options() {
  return "detect_stack_use_after_return=1:exitcode=77:detect_leaks=1:abort_on_error=0:allocator_may_return_"
         "null=1";
}
extern "C" const char* __ubsan_default_options() { return "print_stacktrace=1:halt_on_error=1:exitcode=77"; }
// The server checks for leaks after a batch of cases, where a leak can be attributed to a case. A check at
// exit could not be.
extern "C" const char* __lsan_default_options() { return "leak_check_at_exit=0:print_suppressions=0"; }

namespace gauntlet::runner {
const char* flavour_of_this_build() { return "asan"; }
bool leaks_found() { return __lsan_do_recoverable_leak_check() != 0; }
}  // namespace gauntlet::runner
