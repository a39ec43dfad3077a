#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "harness/check/property.hpp"
#include "harness/history/history.hpp"

namespace gauntlet::campaign {

/// Who found it.
enum class oracle : std::uint8_t { property, tsan, asan, lsan, ubsan, crash, hang, oom };
[[nodiscard]] std::string_view name_of(oracle oracle);

/// What went wrong in one case, as the runner (or, where the runner died, the orchestrator) tells it.
struct finding {
  enum oracle oracle = oracle::property;
  /// What identifies it: "P08"; "tsan:data-race"; "asan:heap-use-after-free"; "lsan:leak"; "crash:SIGSEGV";
  /// "oom". A hang has the property that forbids it.
  std::string key;
  std::vector<std::string> also;  ///< the other keys of the same case
  std::string sentence;
  std::string sanitizer;  ///< the sanitizer's report, or the last words of a process that died
  std::vector<check::event_ref> evidence;
  std::optional<history::history> history;  ///< none where the process died with it

  /// Whether the case failed for this reason, first or not.
  [[nodiscard]] bool has(std::string_view wanted) const;
};

[[nodiscard]] nlohmann::json to_json(const finding& finding);
/// Requires: made by `to_json`. Errors: nlohmann::json::exception.
[[nodiscard]] finding read_finding(const nlohmann::json& in);

}  // namespace gauntlet::campaign
