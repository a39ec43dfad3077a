#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace gauntlet::reports {

/// The functions of this header that take a document take that of `make_document`, or a part of it.

/// Returns the summary that a run prints at its end, most urgent first. `color`: with ANSI escape sequences.
[[nodiscard]] std::string terminal_summary(const nlohmann::json& document, bool color);

/// Returns the six lines of one finding: verdict, subject with key, smallest plan, schedule, source line,
/// replay command.
[[nodiscard]] std::string six_lines(const nlohmann::json& finding);

/// Returns the number with thousands separators: 1204 → "1,204".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// Returns the number with the noun in singular or plural: "1 case", "2 cases".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

/// Returns JUnit XML. Each subject that was run is a test suite with a test case for each property and for
/// each other finding. All mutants together are one suite.
[[nodiscard]] std::string junit(const nlohmann::json& document);

/// Returns a Markdown table of the verdict of each property for each subject that was run, except mutants.
/// Footnotes give the reason of each property that is not applicable, and the source of each declared
/// deviation.
[[nodiscard]] std::string conformance_matrix(const nlohmann::json& document);

/// Returns the page with the document in place of the placeholder. `page` is the text of the built
/// report.html. Errors: std::runtime_error if the page does not contain the placeholder exactly once.
[[nodiscard]] std::string html(const nlohmann::json& document, const std::string& page);
inline constexpr std::string_view html_placeholder = "/*GAUNTLET_REPORT*/null";

/// Converts the output of the limits program (Google Benchmark's JSON) to the section `limits` of the
/// document. Errors: nlohmann::json::exception if the input has another format.
[[nodiscard]] nlohmann::json limits_from_benchmarks(const nlohmann::json& benchmarks);

/// Returns the limits as a table for a terminal.
[[nodiscard]] std::string format_limits(const nlohmann::json& limits);

}  // namespace gauntlet::reports
