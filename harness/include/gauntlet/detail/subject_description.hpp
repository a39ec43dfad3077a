#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gauntlet/detail/capabilities.hpp"

namespace gauntlet::run {

/// The role of a subject. Every subject except a mutant should be correct.
enum class subject_kind : std::uint8_t {
  reference,  ///< a correct implementation of this repository
  program,    ///< a user's group, or code that uses a group as an application does
  mutant,     ///< an incorrect variant that must be found
  peer,       ///< an implementation from another library
  decoy,      ///< a correct but unusual implementation that must not be flagged
};
inline constexpr std::array<const char*, 5> subject_kind_names{"reference", "program", "mutant", "peer",
                                                               "decoy"};
[[nodiscard]] constexpr const char* name_of(subject_kind kind) {
  return subject_kind_names[static_cast<std::size_t>(kind)];
}

/// What the header of a mutant's diff says.
struct mutant_info {
  std::string of;            ///< the reference that it differs from
  std::string defect_class;  ///< race, lost error, wrong error, leak, deadlock, limit, lifetime,
                             ///< cancellation, ordering
  std::string title;
  std::vector<std::string> killed_by;  ///< the keys of findings that count as a kill: "P08", "tsan:data-race"
  std::vector<std::string> flavours;   ///< the flavours that can kill it; empty: any
  std::vector<std::string> reports;    ///< links to reports of this defect in other projects
  std::string diff;                    ///< the text of the diff
};

/// A property that a subject is documented to violate. Violations are counted and shown as deviations. They
/// are findings only if the user names the property on the command line.
struct deviation {
  std::string property;  ///< "P16"
  std::string why;       ///< one sentence, for the report
  std::string source;    ///< a link to the documentation or the bug report
};

/// What is known about a subject without running it. Runners send it to the orchestrator.
struct subject_description {
  std::string name;
  subject_kind kind = subject_kind::reference;
  std::string title;  ///< a few words, for reports
  plan::capabilities can;
  std::optional<mutant_info> mutant{};  ///< nullopt unless `kind` is mutant
  std::vector<deviation> deviations{};
  std::vector<std::string> flavours{};  ///< the flavours in which it can run; empty: any
};

/// Returns whether the subject declares a deviation from this property.
[[nodiscard]] inline bool declares(const subject_description& subject, std::string_view property) {
  return std::any_of(subject.deviations.begin(), subject.deviations.end(),
                     [&](const deviation& d) { return d.property == property; });
}

}  // namespace gauntlet::run
