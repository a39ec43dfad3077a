#include "harness/campaign/counted_key.hpp"

#include <algorithm>

namespace gauntlet::campaign {

std::vector<std::string> keys_of(const protocol::finding& finding) {
  std::vector<std::string> keys{finding.key};
  for (const auto& other : finding.also) keys.push_back(other.key);
  return keys;
}

bool declares_kill(const run::subject_description& subject, const std::string& key) {
  if (!subject.mutant) return false;
  const auto& reasons = subject.mutant->killed_by;
  return std::find(reasons.begin(), reasons.end(), key) != reasons.end();
}

std::string counted_key(const run::subject_description& subject, const std::vector<std::string>& keys) {
  if (!subject.mutant) return keys.front();
  const auto& reasons = subject.mutant->killed_by;
  const auto reason = std::find_first_of(reasons.begin(), reasons.end(), keys.begin(), keys.end());
  return reason != reasons.end() ? *reason : keys.front();
}

}  // namespace gauntlet::campaign
