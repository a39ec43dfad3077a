#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "harness/check/random_history.hpp"
#include "harness/check/view.hpp"

// Only for tests: the definition of *exercised*. A twin of a correct history differs from it in one thing
// that a subject decides: an answer, the time of an event, a count, or a call that never returns. The plan,
// and what the bodies of the tasks do, stay as they are. A property is exercised by a history if and only if
// the property rejects a twin of that history. `audit.hpp` compares that with what the checks claim.
namespace gauntlet::check {

/// One distorted copy of a history.
struct twin {
  recorded changed;
  bool hangs = false;  ///< a call never returns: `diagnose_hang` judges it, instead of a check
  std::string change;  ///< what differs, for messages
};

using visit_twin = std::function<void(const twin&)>;
/// Visits all twins of one kind. Requires: the view is that of the history.
using twin_family = void (*)(const recorded& of, const view& v, const visit_twin& visit);

/// Returns the kinds of twins that violate this property, if the history exercises it. Requires: a property
/// with this id exists. Empty: none are defined, which the audit reports as a failure.
[[nodiscard]] std::span<const twin_family> twins_of(std::string_view property);

/// Returns whether the property rejects the twin: by its check, or by the diagnosis of the hang.
[[nodiscard]] bool rejects(std::string_view property, const twin& twin);

}  // namespace gauntlet::check
