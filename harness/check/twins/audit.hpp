#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "harness/check/twins/twin.hpp"

namespace gauntlet::check {

/// What the audit found for one property. Each count is one of histories, except `rejected`.
struct audit_row {
  std::string property;
  std::size_t exercises = 0;    ///< the check says that the history exercises the property
  std::size_t rejected = 0;     ///< twins that the property rejects
  std::size_t unproved = 0;     ///< exercises of which no twin is rejected: must be 0
  std::size_t missed = 0;       ///< a check rejects a twin, but says that the history does not exercise it
  std::size_t unexercised = 0;  ///< a twin is rejected, and the check of that twin says: not exercised
  std::string unproved_example, missed_example, unexercised_example;  ///< the first of each kind
};

/// Compares what the checks say about exercises with their twins, for many correct histories.
class audit {
 public:
  audit();
  /// Adds a correct history. Errors: std::invalid_argument if a property rejects it.
  void add(const recorded& history);
  [[nodiscard]] const std::vector<audit_row>& rows() const { return rows_; }
  [[nodiscard]] std::size_t histories() const { return histories_; }

 private:
  std::vector<audit_row> rows_;
  std::size_t histories_ = 0;
};

/// Returns the audit as a table in Markdown.
[[nodiscard]] std::string table_of(const audit& audit);

}  // namespace gauntlet::check
