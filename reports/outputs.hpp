#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace gauntlet::reports {

/// All take the document of `make_document`.

/// What a person reads at the end of a run: the most urgent first. `color`: with ANSI escapes.
[[nodiscard]] std::string terminal_summary(const nlohmann::json& document, bool color);

/// The six lines of one finding: verdict, subject and property, smallest plan, smallest schedule, where,
/// replay command.
[[nodiscard]] std::string six_lines(const nlohmann::json& finding);

/// 1204 → "1,204".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// "1 case", "2 cases".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view what);

/// JUnit XML: a test suite for each subject and flavour, a test case for each property; one suite for the
/// mutants.
[[nodiscard]] std::string junit(const nlohmann::json& document);

/// Markdown: which system satisfies which property, deviates from it, violates it; why one is not applicable,
/// and where each deviation is written. Of all that were run but mutants.
[[nodiscard]] std::string conformance_matrix(const nlohmann::json& document);

/// The page with the document in it. `page` is the built report.html; its placeholder must stand in it once.
/// Errors: std::runtime_error where it does not.
[[nodiscard]] std::string html(const nlohmann::json& document, const std::string& page);
inline constexpr std::string_view html_placeholder = "/*GAUNTLET_REPORT*/null";

/// The output of the limits program (Google Benchmark's JSON) as the `limits` of the document.
/// Errors: nlohmann::json::exception where it is something else.
[[nodiscard]] nlohmann::json limits_from_benchmarks(const nlohmann::json& benchmarks);

/// A table of the limits for a terminal.
[[nodiscard]] std::string format_limits(const nlohmann::json& limits);

}  // namespace gauntlet::reports
