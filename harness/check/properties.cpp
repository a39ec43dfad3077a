#include <algorithm>
#include <array>

#include "gauntlet/detail/properties.inc"
#include "harness/check/property.hpp"

namespace gauntlet::check {

#define GAUNTLET_DECLARE_(id, variable, test) extern const property variable;
#define GAUNTLET_NOTHING_()
GAUNTLET_PROPERTIES(GAUNTLET_DECLARE_, GAUNTLET_NOTHING_)

namespace {

#define GAUNTLET_ADDRESS_(id, variable, test) &variable
#define GAUNTLET_COMMA_() ,
constexpr std::array catalogue{GAUNTLET_PROPERTIES(GAUNTLET_ADDRESS_, GAUNTLET_COMMA_)};

auto named(std::string_view id) {
  return std::find_if(catalogue.begin(), catalogue.end(), [&](const property* p) { return p->id == id; });
}

void sort_by_rank(std::vector<violation>& violations) {
  std::stable_sort(violations.begin(), violations.end(), [](const violation& a, const violation& b) {
    return property_named(a.property)->order < property_named(b.property)->order;
  });
}

}  // namespace

std::span<const property* const> properties() { return catalogue; }

const property* property_named(std::string_view id) {
  const auto found = named(id);
  return found == catalogue.end() ? nullptr : *found;
}

std::size_t index_of(std::string_view id) { return static_cast<std::size_t>(named(id) - catalogue.begin()); }

verdict judge(const view& view) {
  verdict out;
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    if (!catalogue[i]->not_applicable(view.capabilities).empty()) continue;
    judgement one = catalogue[i]->check(view);
    if (one.exercised) out.exercised.insert(i);
    for (violation& v : one.violations) {
      v.property = catalogue[i]->id;
      out.violations.push_back(std::move(v));
    }
  }
  if (out.violations.size() > 1) sort_by_rank(out.violations);
  return out;
}

}  // namespace gauntlet::check
