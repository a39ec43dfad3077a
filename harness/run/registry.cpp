#include "gauntlet/detail/contract.hpp"

namespace gauntlet::run {

std::vector<subject_info>& registry() {
  static std::vector<subject_info> subjects;
  return subjects;
}

const subject_info* subject_named(std::string_view name) {
  for (const subject_info& subject : registry())
    if (subject.name == name) return &subject;
  return nullptr;
}

}  // namespace gauntlet::run
