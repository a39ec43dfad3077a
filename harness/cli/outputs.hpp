#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

/// Writes the reports of --report, and reads the limits of --limits.
namespace gauntlet::cli {

/// One of html=FILE, junit=FILE, json=FILE, matrix=FILE.
struct requested_report {
  std::string kind;
  std::filesystem::path file;
};

/// Returns whether this installation has the page that HTML reports are made from (GAUNTLET_WEB).
[[nodiscard]] bool has_report_page();

/// Reads "html=a.html,junit=b.xml". Errors: plan::bad_input.
[[nodiscard]] std::vector<requested_report> read_requested_reports(const std::vector<std::string>& texts);

/// Creates the folders of the reports. Call it before anything runs, so that a long campaign does not fail at
/// its end. Errors: plan::bad_input.
void make_folders_of(const std::vector<requested_report>& reports);

/// Writes the reports of a document, and prints where they are.
void write_reports(const nlohmann::json& document, const std::vector<requested_report>& reports);

/// Returns the limits that `gauntlet bench --out` wrote, as JSON. Errors: plan::bad_input.
[[nodiscard]] std::string read_limits(const std::filesystem::path& file);

}  // namespace gauntlet::cli
