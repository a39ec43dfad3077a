#include <algorithm>

#include "harness/campaign/worker.hpp"
#include "harness/run/subject.hpp"

int main() {
  auto& subjects = gauntlet::run::registry();
  std::stable_sort(subjects.begin(), subjects.end(), [](const auto& a, const auto& b) {
    return std::pair(a.kind, a.kind == gauntlet::run::subject_kind::mutant ? a.name : "") <
           std::pair(b.kind, b.kind == gauntlet::run::subject_kind::mutant ? b.name : "");
  });
  return gauntlet::campaign::serve();
}
