#pragma once

#include <string>
#include <vector>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/protocol/finding.hpp"

namespace gauntlet::campaign {

/// The keys of a finding, the most specific first.
[[nodiscard]] std::vector<std::string> keys_of(const protocol::finding& finding);

/// Whether the subject is a mutant that declares this key as a reason to be killed.
[[nodiscard]] bool declares_kill(const run::subject_description& subject, const std::string& key);

/// The key for which a failing case counts: of a mutant the first declared reason that is among its keys;
/// else the first key. Requires: keys is not empty.
[[nodiscard]] std::string counted_key(const run::subject_description& subject,
                                      const std::vector<std::string>& keys);

}  // namespace gauntlet::campaign
