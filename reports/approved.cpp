#include "reports/approved.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "harness/campaign/journal.hpp"
#include "reports/document.hpp"

namespace gauntlet::reports {
namespace {

namespace fs = std::filesystem;

std::string first_difference(const std::string& approved, const std::string& received) {
  std::istringstream a(approved), b(received);
  for (int number = 1;; ++number) {
    std::string expected, actual;
    const bool has_expected = static_cast<bool>(std::getline(a, expected));
    const bool has_actual = static_cast<bool>(std::getline(b, actual));
    if (has_expected && has_actual && expected == actual) continue;
    return fmt::format("line {}\n  approved: {}\n  received: {}", number,
                       has_expected ? expected : "(end of file)", has_actual ? actual : "(end of text)");
  }
}

}  // namespace

std::string approved(const std::string& name) {
  std::ifstream in(fs::path(GAUNTLET_APPROVED) / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void expect_approved(const std::string& name, const std::string& text) {
  const auto stored = approved(name);
  if (stored == text) return;
  const auto received = fs::path(GAUNTLET_RECEIVED) / name;
  fs::create_directories(received.parent_path());
  std::ofstream(received, std::ios::binary) << text;
  ADD_FAILURE() << fmt::format(
      "reports/approved/{} differs from the text that this test made. The first difference is in {}\n"
      "If the new text is correct, approve it:\n  cp {} {}\n",
      name, first_difference(stored, text), received.string(), (fs::path(GAUNTLET_APPROVED) / name).string());
}

campaign::tally approved_tally(const char* journal) {
  return campaign::read_journal(fs::path(GAUNTLET_APPROVED) / journal);
}

nlohmann::json approved_document(const char* journal) { return make_document(approved_tally(journal)); }

}  // namespace gauntlet::reports
