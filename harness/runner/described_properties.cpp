#include "harness/runner/described_properties.hpp"

#include <string>

#include "harness/check/property.hpp"

namespace gauntlet::runner {

std::vector<protocol::property> described_properties() {
  std::vector<protocol::property> out;
  for (const auto* p : check::properties())
    out.push_back({std::string(p->id), std::string(p->name), std::string(p->summary)});
  return out;
}

protocol::subject catalogued(const run::subject_description& subject) {
  protocol::subject out{subject};
  for (const auto* p : check::properties())
    if (const auto why = p->not_applicable(subject.can); !why.empty()) out.not_applicable.emplace(p->id, why);
  return out;
}

}  // namespace gauntlet::runner
