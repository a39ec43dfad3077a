#pragma once

#include <vector>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/protocol/catalogue.hpp"

namespace gauntlet::runner {

/// The properties that this runner judges by, in the order of the bits of a verdict.
[[nodiscard]] std::vector<protocol::property> described_properties();

/// The subject, with the properties that do not apply to it.
[[nodiscard]] protocol::subject catalogued(const run::subject_description& subject);

}  // namespace gauntlet::runner
