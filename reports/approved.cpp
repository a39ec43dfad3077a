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
    std::string wanted, got;
    const bool more_wanted = static_cast<bool>(std::getline(a, wanted));
    const bool more_got = static_cast<bool>(std::getline(b, got));
    if (more_wanted && more_got && wanted == got) continue;
    return fmt::format("line {}\n  approved: {}\n  received: {}", number,
                       more_wanted ? wanted : "(nothing: the file ends)",
                       more_got ? got : "(nothing: the text ends)");
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
      "reports/approved/{} is not what is made now; they differ first in {}\nWhere the new text is right, "
      "approve "
      "it:\n  cp {} {}\n",
      name, first_difference(stored, text), received.string(), (fs::path(GAUNTLET_APPROVED) / name).string());
}

campaign::tally approved_tally(const char* journal) {
  return campaign::read_journal(fs::path(GAUNTLET_APPROVED) / journal);
}

nlohmann::json approved_document(const char* journal) { return make_document(approved_tally(journal)); }

}  // namespace gauntlet::reports
