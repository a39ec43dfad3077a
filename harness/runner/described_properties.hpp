#pragma once

#include <vector>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/protocol/catalogue.hpp"

namespace gauntlet::runner {

/// Returns the properties that this runner checks, in the order of the bits of a check::property_set.
[[nodiscard]] std::vector<protocol::property> described_properties();

/// Returns the subject together with the properties that do not apply to it, and why.
[[nodiscard]] protocol::subject catalogued(const run::subject_description& subject);

}  // namespace gauntlet::runner
