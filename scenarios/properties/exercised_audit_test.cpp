// Audits what the checks count as exercised (harness/check/twins/), with histories of the references: half
// under stress, half explored. GAUNTLET_AUDIT=SEEDS runs more plans of each subject;
// GAUNTLET_AUDIT_TABLE=FILE writes the table.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "harness/check/twins/audit.hpp"
#include "harness/plan/generate.hpp"
#include "harness/run/execute.hpp"
#include "harness/schedule/portfolio.hpp"

namespace gauntlet {
namespace {

constexpr std::uint32_t schedules = 3;  // of each plan
constexpr std::uint32_t size = 40;      // of the plans

std::uint32_t seeds() {
  const char* number = std::getenv("GAUNTLET_AUDIT");
  return number != nullptr ? static_cast<std::uint32_t>(std::atoi(number)) : 60;
}

class recorder {
 public:
  void add_cases_of(const run::subject_info& subject, check::audit& all) {
    plan::plan empty;
    empty.policy = subject.can.policy;
    empty.driver = {{plan::driver_kind::wait, 1}};
    execution_.warm_up(empty, subject);
    for (std::uint32_t seed = 1; seed <= seeds(); ++seed) {
      const auto drawn = plan::generate(seed, subject.can, size);
      add({drawn, subject.can, execution_.execute(drawn, subject)}, all);
      if (subject.can.explorable) explore(drawn, subject, seed, all);
    }
  }

 private:
  void add(check::recorded h, check::audit& all) {
    if (h.history.ended) all.add(h);
  }

  void explore(const plan::plan& drawn, const run::subject_info& subject, std::uint64_t seed,
               check::audit& all) {
    strategies_.start_over();
    for (std::uint32_t i = 0; i < schedules; ++i) {
      auto* chooser = strategies_.next(seed * schedules + i);
      if (chooser == nullptr) return;
      auto ran = execution_.explore(drawn, subject, *chooser, {}, {});
      strategies_.ended(ran.how);
      if (ran.how.how == schedule::ending::done) add({drawn, subject.can, std::move(ran.history)}, all);
    }
  }

  run::execution execution_;
  schedule::portfolio strategies_;
};

TEST(exercised_audit, finds_a_rejected_twin_for_each_exercise_of_a_recorded_history) {
  static auto& cases = *new recorder();  // outlives the threads of every subject
  check::audit all;
  for (const auto& subject : run::registry())
    if (subject.kind != run::subject_kind::mutant) cases.add_cases_of(subject, all);
  if (const char* file = std::getenv("GAUNTLET_AUDIT_TABLE")) std::ofstream(file) << table_of(all);
  EXPECT_GT(all.histories(), seeds());
  for (const auto& row : all.rows()) {
    EXPECT_EQ(row.unproved, 0u) << row.property << "\n" << row.unproved_example;
    EXPECT_EQ(row.unexercised, 0u) << row.property << "\n" << row.unexercised_example;
    EXPECT_LE(row.missed * 100, row.exercises) << row.property << "\n" << row.missed_example;
  }
}

}  // namespace
}  // namespace gauntlet
