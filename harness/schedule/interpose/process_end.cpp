// Functions that end the process. In a schedule of gauntlet::explore such a call is a failure of the body: it
// is reported, and the process does not end with the exit code of success.

#include <stdlib.h>
#include <unistd.h>

#include "harness/schedule/crash_report.hpp"
#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(void, exit, int)
GAUNTLET_REAL(void, _exit, int)
GAUNTLET_REAL(void, _Exit, int)
GAUNTLET_REAL(void, quick_exit, int)

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

void exit(int code) noexcept {
  if (controlled() && reports_ends_of_process()) report_exit("exit", code, GAUNTLET_CALLER);
  real::exit()(code);
  __builtin_unreachable();
}
void _exit(int code) {
  if (controlled() && reports_ends_of_process()) report_exit("_exit", code, GAUNTLET_CALLER);
  real::_exit()(code);
  __builtin_unreachable();
}
void _Exit(int code) noexcept {
  if (controlled() && reports_ends_of_process()) report_exit("_Exit", code, GAUNTLET_CALLER);
  real::_Exit()(code);
  __builtin_unreachable();
}
void quick_exit(int code) noexcept {
  if (controlled() && reports_ends_of_process()) report_exit("quick_exit", code, GAUNTLET_CALLER);
  real::quick_exit()(code);
  __builtin_unreachable();
}
}
