#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "harness/campaign/journal.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/outputs.hpp"
#include "reports/document.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::cli {

int report(const report_options& options) {
  const auto requested = read_requested_reports(options.reports);
  make_folders_of(requested);
  auto tally = campaign::read_journal(options.journal);
  if (!options.limits.empty()) tally.limits = read_limits(options.limits);
  const auto document = reports::make_document(tally);
  fmt::print("{}", reports::terminal_summary(document, isatty(STDOUT_FILENO) == 1));
  write_reports(document, requested);
  return document.at("summary").at("exit_code").get<int>();
}

}  // namespace gauntlet::cli
