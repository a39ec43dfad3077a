#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/check/property_set.hpp"
#include "harness/check/view.hpp"

namespace gauntlet::check {

/// One violation of a property by a history.
struct violation {
  std::string property;             ///< id of the property: "P08"
  std::string sentence;             ///< what was observed and why it is a violation, for the user
  std::vector<event_ref> evidence;  ///< the events that prove it
  friend bool operator==(const violation&, const violation&) = default;
};

/// The result of one property's check of one history.
struct judgement {
  /// The property rejects this history, or a copy of it in which the subject did one thing differently: one
  /// answer, one time, one count, or one call that never returns. For example, P25 is exercised by a limit
  /// and a task that had to wait for a permit. Tests prove it (twins/twin.hpp).
  bool exercised = false;
  std::vector<violation> violations;
};

/// Where a violation stands in a verdict. If several properties are violated, the first one names the defect,
/// and the others follow from it.
enum class rank : std::uint8_t {
  /// The proofs of other properties assume it: that wait() joins, or that a task is active until its callable
  /// is destroyed. If it is violated, their sentences may be untrue.
  premise,
  ordinary,
  /// It repeats a violation of a more general property for a special situation, or follows from one.
  consequence,
};

/// A property of SEMANTICS part 1: a pure function of a history. Each property has a file of its own in
/// properties/, which defines it as an `extern const` with the file's name. The file is its registration
/// (scripts/cmake/properties.cmake). Threading: stateless; may be used from any thread.
struct property {
  std::string_view id;       ///< "P06"
  std::string_view name;     ///< "first-error-legality"
  std::string_view summary;  ///< one sentence
  /// Returns why the property is not applicable to a subject with these capabilities; empty if it is
  /// applicable.
  std::string_view (*not_applicable)(const plan::capabilities&);
  judgement (*check)(const view&);
  rank order = rank::ordinary;
};

/// Returns all properties: P01, P02, …, then L01, …
[[nodiscard]] std::span<const property* const> properties();
/// Returns the property with this id; null if there is none.
[[nodiscard]] const property* property_named(std::string_view id);
/// Returns the index in `properties()`. Requires: a property with this id exists.
[[nodiscard]] std::size_t index_of(std::string_view id);

/// Returns the property that a case without an end violates: the most specific promise that a blocked call
/// would return. Requires: history.ended is false, and the history was taken when no thread could make
/// progress.
[[nodiscard]] violation diagnose_hang(const view& view);

/// The results of all applicable properties for one history.
struct verdict {
  std::vector<violation> violations;  ///< by rank; those of equal rank in the order of `properties()`
  property_set exercised;
};
/// Checks the history against every applicable property.
[[nodiscard]] verdict judge(const view& view);

}  // namespace gauntlet::check
