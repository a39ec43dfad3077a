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

/// One way in which a history is wrong: the sentence that a person reads, and the events that prove it.
struct violation {
  std::string property;  ///< "P08"
  std::string sentence;
  std::vector<event_ref> evidence;
  friend bool operator==(const violation&, const violation&) = default;
};

/// What a check says of one history. Exercised: the history could have violated the property, for example P25
/// with a limit and more tasks than it allows.
struct judgement {
  bool exercised = false;
  std::vector<violation> violations;
};

/// A property of SEMANTICS part 1: a pure function of a history. Each is defined, as an `extern const` of its
/// file's name, in a file of its own in properties/, which registers it: scripts/cmake/properties.cmake.
/// Threading: stateless, may be called from any thread.
struct property {
  std::string_view id;       ///< "P06"
  std::string_view name;     ///< "first-error-legality"
  std::string_view summary;  ///< one sentence
  /// Why it says nothing about a subject with these capabilities; empty where it applies.
  std::string_view (*not_applicable)(const plan::capabilities&);
  judgement (*check)(const view&);
};

/// All properties: P01, P02, …, then L01, …
[[nodiscard]] std::span<const property* const> properties();
[[nodiscard]] const property* property_named(std::string_view id);
/// Its place in `properties()`. Requires: there is such a property.
[[nodiscard]] std::size_t index_of(std::string_view id);

/// What a case that did not end says: which property forbids it to stand where it stands. Requires:
/// history.ended is false, taken when no thread could make progress.
[[nodiscard]] violation diagnose_hang(const view& view);

/// All violations of the applicable properties, in order of their ids, and which properties were exercised.
struct verdict {
  std::vector<violation> violations;
  property_set exercised;
};
[[nodiscard]] verdict judge(const view& view);

}  // namespace gauntlet::check
