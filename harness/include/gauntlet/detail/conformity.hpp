#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "gauntlet/detail/contract.hpp"

namespace gauntlet {

/// What the plans said of one property of one subject.
struct conformity {
  std::string not_applicable;  ///< why; empty: it applies
  std::uint32_t cases = 0, exercised = 0;
  std::string violation;  ///< the sentence, the plan and its seed; empty: none
};
/// Runs the plans when it is first asked about a subject. Threading: by one thread. Requires: there is such a
/// property.
[[nodiscard]] const conformity& conformity_of(const run::subject_info& subject, std::string_view property);

}  // namespace gauntlet
