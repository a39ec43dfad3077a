#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Returns the description of a failed search, by the number that the adapter reports.
std::string_view name_of_search(std::uint32_t search) {
  switch (search) {
    case 1:
      return "is() missed an error of the tree, or found one that is not in it";
    case 2:
      return "as() did not return the first error in pre-order";
    case 3:
      return "a join contains an empty error";
    case 5:
      return "a join that is part of another join was flattened";
    default:
      return "the message of a join does not consist of the messages of its errors, one on each line";
  }
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view&, const wait_view& wait) {
    if (!wait.failed_search) return;
    out.exercised = true;
    if (*wait.failed_search != 0)
      out.violations.push_back({"",
                                fmt::format("The error that {} returned is not a correct error tree: {}.",
                                            name_of(wait), name_of_search(*wait.failed_search)),
                                {wait.when.end_ref, wait.search_ref}});
  });
  return out;
}

}  // namespace

extern const property p44_error_search{
    "P44", "error-search",
    "is() and as() find exactly the errors of an error tree, in pre-order, and nested joins are kept.",
    needs_error_trees, check};

}  // namespace gauntlet::check
