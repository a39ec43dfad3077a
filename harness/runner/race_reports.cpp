#include "harness/runner/race_reports.hpp"

namespace gauntlet::runner {

std::vector<std::string_view> race_reports_in(std::string_view text) {
  constexpr std::string_view begin = "WARNING: DATA RACE";
  std::vector<std::string_view> out;
  for (auto at = text.find(begin); at != text.npos;) {
    const auto next = text.find(begin, at + 1);
    out.push_back(text.substr(at, next - at));
    at = next;
  }
  return out;
}

tsan_report races_in(std::string_view text) {
  tsan_report out;
  out.count = static_cast<std::uint32_t>(race_reports_in(text).size());
  if (out.count == 0) return out;
  out.kind = "data-race";
  out.in_payload = text.find("Payload(") != text.npos;
  out.in_parcel = text.find("Parcel(") != text.npos;
  return out;
}

}  // namespace gauntlet::runner
