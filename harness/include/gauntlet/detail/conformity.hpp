#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "gauntlet/detail/contract.hpp"

namespace gauntlet {

/// The result of all cases for one property of one subject.
struct conformity {
  std::string not_applicable;   ///< the reason; empty: the property is applicable
  std::uint32_t cases = 0;      ///< how many cases ran
  std::uint32_t exercised = 0;  ///< how many of them could have violated the property
  std::string violation;  ///< the sentence, the plan and its seed, of the smallest plan; empty: no violation
};
/// Returns the result for one property (for example "P01"). The first call for a subject runs its cases;
/// later calls return the stored results. Lifetime: the results are stored by the subject's address, so the
/// subject exists until the last call; the reference stays valid until the process ends. Threading: all calls
/// on one thread. Errors: std::out_of_range if there is no such property; std::runtime_error if the recorder
/// had no room for an event. If a case hangs, the process exits with code 1.
[[nodiscard]] const conformity& conformity_of(const run::subject_info& subject, std::string_view property);

}  // namespace gauntlet
