#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;

std::string text(const json& object, const char* key) { return object.at(key).get<std::string>(); }
std::uint64_t number(const json& object, const char* key) { return object.value(key, std::uint64_t{0}); }

/// Prints the table of properties (rows) and systems (columns), and the footnotes to which its cells refer.
class matrix {
 public:
  explicit matrix(const json& document) : document_(document) {
    for (const json& subject : document.at("subjects"))
      if (subject.at("kind") != "mutant" && !subject.at("flavours").empty()) systems_.push_back(&subject);
  }

  std::string operator()() {
    std::string out = "| property |", rule = "|---|";
    for (const auto* system : systems_) out += fmt::format(" {} |", text(*system, "name")), rule += "--:|";
    out += "\n" + rule + "\n";
    for (const json& property : document_.at("properties")) {
      out += fmt::format("| {} {} |", text(property, "id"), text(property, "name"));
      for (const auto* system : systems_) out += fmt::format(" {} |", cell(*system, text(property, "id")));
      out += "\n";
    }
    out +=
        "\n✓ N: passed, exercised in N cases. ≠ M/N: deviates as declared, in M of the N cases that "
        "exercised "
        "it. ✗ M/N: violated in M of these N cases. ○ not exercised. – (K): not applicable, for reason K "
        "below. "
        "· not run.\n";
    out += "\nCases: ";
    for (std::size_t i = 0; i < systems_.size(); ++i)
      out += fmt::format("{}{} {}{}", i == 0 ? "" : ", ", text(*systems_[i], "name"),
                         sum_of(*systems_[i], "cases"), failures_of(*systems_[i]));
    out += ".\n";
    out += not_exercised();
    if (!reasons_.empty()) out += "\nNot applicable:\n\n";
    for (std::size_t i = 0; i < reasons_.size(); ++i) out += fmt::format("{}. {}\n", i + 1, reasons_[i]);
    if (!deviations_.empty()) out += "\nDeclared deviations, with the source of each:\n\n";
    for (const auto& line : deviations_) out += line;
    return out;
  }

 private:
  static std::uint64_t sum_of(const json& system, const char* field) {
    std::uint64_t sum = 0;
    for (const json& flavour : system.at("flavours")) sum += number(flavour, field);
    return sum;
  }

  static std::string failures_of(const json& system) {
    const auto failed = sum_of(system, "failed");
    return failed > 0 ? fmt::format(" ({} failed)", failed) : "";
  }

  /// Returns a paragraph that names the properties that apply to a system and that no case exercised.
  std::string not_exercised() const {
    std::vector<std::string> lines;
    for (const auto* system : systems_) {
      const auto ids = system->at("not_exercised").get<std::vector<std::string>>();
      if (!ids.empty()) lines.push_back(fmt::format("{} {}", text(*system, "name"), fmt::join(ids, ", ")));
    }
    return lines.empty() ? "" : fmt::format("\nNot exercised: {}.\n", fmt::join(lines, "; "));
  }

  std::string cell(const json& system, const std::string& id) {
    const auto& all = system.at("properties");
    const auto found = std::find_if(all.begin(), all.end(), [&](const json& p) { return p.at("id") == id; });
    if (found == all.end()) return "·";
    const auto verdict = text(*found, "verdict");
    const auto exercised = number(*found, "exercised");
    if (verdict == "passed") return fmt::format("✓ {}", exercised);
    if (verdict == "failed") return fmt::format("✗ {}/{}", number(*found, "violated"), exercised);
    if (verdict == "not_exercised") return "○";
    if (verdict == "not_applicable") return fmt::format("– ({})", number_of_reason(text(*found, "why")));
    if (verdict != "deviates") return "·";
    deviations_.push_back(fmt::format("- {} {}: {}. Observed in {} of {} cases.\n", text(system, "name"), id,
                                      text(*found, "why"), number(*found, "deviated"), exercised));
    return fmt::format("≠ {}/{}", number(*found, "deviated"), exercised);
  }

  std::size_t number_of_reason(const std::string& why) {
    const auto known = std::find(reasons_.begin(), reasons_.end(), why);
    if (known != reasons_.end()) return static_cast<std::size_t>(known - reasons_.begin()) + 1;
    reasons_.push_back(why);
    return reasons_.size();
  }

  const json& document_;
  std::vector<const json*> systems_;
  std::vector<std::string> reasons_, deviations_;
};

}  // namespace

std::string conformance_matrix(const json& document) { return matrix(document)(); }

}  // namespace gauntlet::reports
