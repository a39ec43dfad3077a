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

/// What a subject is here for. All but mutants should be correct; a decoy is correct but unusual.
enum class subject_kind : std::uint8_t { reference, program, mutant, peer, decoy };
inline constexpr std::array<const char*, 5> subject_kind_names{"reference", "program", "mutant", "peer",
                                                               "decoy"};
[[nodiscard]] constexpr const char* name_of(subject_kind kind) {
  return subject_kind_names[static_cast<std::size_t>(kind)];
}

/// What is known of a mutant beside its code; from the header of its diff.
struct mutant_info {
  std::string of;            ///< the reference that it differs from
  std::string defect_class;  ///< race, lost error, wrong error, leak, deadlock, limit, lifetime,
                             ///< cancellation, ordering
  std::string title;
  std::vector<std::string>
      killed_by;  ///< findings, each of which is the declared reason: "P08", "tsan:data-race"
  std::vector<std::string> flavours;  ///< in which it can be killed; empty: any
  std::vector<std::string> reports;   ///< links
  std::string diff;
};

/// A property that a subject is known not to keep, and where that is written. What breaks it is
/// counted and shown as a deviation; it is a finding only where the property is asked for by name.
struct deviation {
  std::string property;  ///< "P16"
  std::string why;       ///< one sentence, for the report
  std::string source;    ///< link to the documentation or the report that says so
};

/// What is known of a subject without running it: the part that crosses process boundaries.
struct subject_description {
  std::string name;
  subject_kind kind = subject_kind::reference;
  std::string title;
  plan::capabilities can;
  std::optional<mutant_info> mutant{};
  std::vector<deviation> deviations{};
  std::vector<std::string> flavours{};  ///< in which it can be judged; empty: any
};

/// Whether the subject declares that it does not keep this property.
[[nodiscard]] inline bool declares(const subject_description& subject, std::string_view property) {
  return std::any_of(subject.deviations.begin(), subject.deviations.end(),
                     [&](const deviation& d) { return d.property == property; });
}

}  // namespace gauntlet::run
