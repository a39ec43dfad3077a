#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

std::string_view name_of_search(std::uint32_t search) {
  switch (search) {
    case 1:
      return "'is' misses an error of the tree, or finds one that is not in it";
    case 2:
      return "'as' does not give the first error in pre-order";
    case 3:
      return "a join holds an empty error";
    case 5:
      return "a join among the joined errors was taken apart";
    default:
      return "the message of a join is not its errors' messages, a line each";
  }
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view&, const wait_view& wait) {
    if (!wait.failed_search) return;
    out.exercised = true;
    if (*wait.failed_search != 0)
      out.violations.push_back({"",
                                fmt::format("in the error that {} returned, {}", name_of(wait),
                                            name_of_search(*wait.failed_search)),
                                {wait.when.end_ref, wait.search_ref}});
  });
  return out;
}

}  // namespace

extern const property p44_error_search{
    "P44", "error-search",
    "Searching an error tree (is, as) finds every error in it, in pre-order, and "
    "nothing else; a join that is "
    "joined stays one.",
    needs_error_trees, check};

}  // namespace gauntlet::check
