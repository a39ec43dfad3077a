#include "harness/check/hang_causes.hpp"

namespace gauntlet::check {

std::vector<violation> proven_causes_of_hang(const view& view) {
  auto violations = judge(view).violations;
  std::erase_if(violations, [](const violation& v) {
    return property_named(v.property)->order != rank::premise && v.property != "P24";
  });
  return violations;
}

}  // namespace gauntlet::check
