#include "reports/how_often.hpp"

#include <fmt/format.h>

#include "reports/outputs.hpp"

namespace gauntlet::reports {

std::string how_often(const protocol::reduced_entry& reduced) {
  if (reduced.runs == 0) return "was not run again, because the time to shrink it was over; found once";
  if (reduced.failed == 0)
    return fmt::format("did not fail again in {}; found once", counted(reduced.runs, "run"));
  return fmt::format(
      "failed {} of {}{}", reduced.failed, counted(reduced.runs, "run"),
      reduced.run_up ? fmt::format(", each after the {} before it", counted(reduced.run_up->count, "case"))
                     : "");
}

}  // namespace gauntlet::reports
