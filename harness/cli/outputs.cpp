#include "harness/cli/outputs.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "harness/cli/files.hpp"
#include "harness/cli/installation.hpp"
#include "harness/plan/bad_input.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::cli {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

fs::path page_file() { return folder_of_this_program().parent_path() / "share" / "gauntlet" / "report.html"; }

std::string report_page() {
  if (!has_report_page())
    throw std::runtime_error(fmt::format("{} is missing; build with GAUNTLET_WEB=ON", page_file().string()));
  return read_file(page_file());
}

}  // namespace

bool has_report_page() { return fs::exists(page_file()); }

std::vector<requested_report> read_requested_reports(const std::vector<std::string>& texts) {
  std::vector<requested_report> reports;
  for (const auto& text : texts) {
    const auto at = text.find('=');
    const auto kind = text.substr(0, at);
    if (at == std::string::npos || at + 1 == text.size() ||
        (kind != "html" && kind != "junit" && kind != "json" && kind != "matrix"))
      throw plan::bad_input(
          fmt::format("--report: \"{}\" is not a valid report; write html=FILE, junit=FILE, json=FILE or "
                      "matrix=FILE",
                      text));
    reports.push_back({kind, text.substr(at + 1)});
  }
  return reports;
}

void make_folders_of(const std::vector<requested_report>& reports) {
  for (const auto& report : reports) {
    make_folder(fs::absolute(report.file).parent_path(), "--report");
    if (fs::is_directory(report.file))
      throw plan::bad_input(fmt::format("--report: {} is a folder; name a file", report.file.string()));
  }
}

void write_reports(const json& document, const std::vector<requested_report>& reports) {
  for (const auto& each : reports) {
    if (each.kind == "html") write_file(each.file, gauntlet::reports::html(document, report_page()));
    if (each.kind == "junit") write_file(each.file, gauntlet::reports::junit(document));
    if (each.kind == "matrix") write_file(each.file, gauntlet::reports::conformance_matrix(document));
    if (each.kind == "json")
      write_file(each.file, document.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
    fmt::print("{} report: {}\n", each.kind, fs::absolute(each.file).lexically_normal().string());
  }
}

std::string read_limits(const fs::path& file) {
  const bool there = fs::is_regular_file(file);
  const auto limits = there ? json::parse(read_file(file), nullptr, false) : json();
  if (!limits.is_array())
    throw plan::bad_input(fmt::format("--limits: {} {}; name the file that `gauntlet bench --out` wrote",
                                      file.string(),
                                      there ? "holds no limits" : "cannot be read: no such file"));
  return limits.dump();
}

}  // namespace gauntlet::cli
