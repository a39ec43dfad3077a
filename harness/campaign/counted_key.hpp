#pragma once

#include <string>
#include <vector>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/protocol/finding.hpp"

namespace gauntlet::campaign {

/// Returns the keys of a finding. The most specific key is first.
[[nodiscard]] std::vector<std::string> keys_of(const protocol::finding& finding);

/// Returns whether the subject is a mutant that declares this key as a reason to be killed.
[[nodiscard]] bool declares_kill(const run::subject_description& subject, const std::string& key);

/// Returns the key under which a failing case is counted. For a mutant this is the first declared reason that
/// is among the keys. Otherwise it is the first key. Requires: `keys` is not empty.
[[nodiscard]] std::string counted_key(const run::subject_description& subject,
                                      const std::vector<std::string>& keys);

}  // namespace gauntlet::campaign
