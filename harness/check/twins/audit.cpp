#include "harness/check/twins/audit.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "harness/check/property.hpp"

namespace gauntlet::check {
namespace {

std::string diagnosis_of(const twin& t) {
  const auto found = diagnose_hang(view(t.changed.plan, t.changed.can, t.changed.history));
  return found.property + ": " + found.sentence;
}

void add_to(audit_row& row, const property& of, const recorded& h, const view& v) {
  const judgement judged = of.check(v);
  if (!judged.violations.empty())
    throw std::invalid_argument(fmt::format("{} rejects a history that should be correct: {}\n{}", of.id,
                                            judged.violations.front().sentence, describe(h)));
  std::size_t rejected = 0, by_check = 0;
  std::string first, named;
  const auto judge_twin = [&](const twin& t) {
    if (!rejects(of.id, t)) {
      if (t.hangs) named += fmt::format("  {}: {}\n", t.change, diagnosis_of(t));
      return;
    }
    ++rejected;
    if (!t.hangs && ++by_check == 1) first = t.change;
    const bool claimed =
        t.hangs || of.check(view(t.changed.plan, t.changed.can, t.changed.history)).exercised;
    if (!claimed && ++row.unexercised == 1) row.unexercised_example = t.change + "\n" + describe(t.changed);
  };
  for (const twin_family family : twins_of(of.id)) family(h, v, judge_twin);
  row.rejected += rejected;
  row.exercises += judged.exercised ? 1 : 0;
  if (judged.exercised && rejected == 0 && ++row.unproved == 1) row.unproved_example = named + describe(h);
  if (!judged.exercised && by_check > 0 && ++row.missed == 1) row.missed_example = first + "\n" + describe(h);
}

}  // namespace

audit::audit() {
  for (const property* each : properties()) rows_.emplace_back().property = each->id;
}

void audit::add(const recorded& history) {
  const view v(history.plan, history.can, history.history);
  ++histories_;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (properties()[i]->not_applicable(history.can).empty()) add_to(rows_[i], *properties()[i], history, v);
}

std::string table_of(const audit& audit) {
  std::string text =
      "| property | exercises | distorted twins rejected | exercises without a rejection | rejections not "
      "counted |\n|---|--:|--:|--:|--:|\n";
  for (const audit_row& row : audit.rows())
    text += fmt::format("| {} {} | {} | {} | {} | {} |\n", row.property, property_named(row.property)->name,
                        row.exercises, row.rejected, row.unproved, row.missed + row.unexercised);
  return text + fmt::format("\nHistories: {}\n", audit.histories());
}

}  // namespace gauntlet::check
