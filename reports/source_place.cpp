#include "reports/source_place.hpp"

#include <algorithm>
#include <array>

namespace gauntlet::reports {
namespace {

constexpr std::array<std::string_view, 9> extensions{"hpp", "hxx", "hh", "h", "ipp",
                                                     "cpp", "cxx", "cc", "go"};
constexpr std::array<std::string_view, 3> skipped{"/usr/", "harness/", "include/gauntlet/"};
constexpr std::array<std::string_view, 3> folders{"subjects/", "mutants/", "peers/"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool ends_a_path(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '(' || c == ')' || c == ':'; }

bool is_source(std::string_view path) {
  const auto dot = path.rfind('.');
  if (dot == path.npos || dot == 0) return false;
  return std::find(extensions.begin(), extensions.end(), path.substr(dot + 1)) != extensions.end();
}

bool is_skipped(std::string_view path) {
  return std::any_of(skipped.begin(), skipped.end(),
                     [&](std::string_view part) { return path.find(part) != path.npos; });
}

/// Returns the path from a folder of scenarios/ on. Returns the file name if the file is in no such folder.
std::string_view shortened(std::string_view path) {
  for (const auto folder : folders) {
    auto at = path.find(folder);
    if (at == path.npos || (at > 0 && path[at - 1] != '/')) continue;
    constexpr std::string_view scenarios = "scenarios/";
    if (path.substr(0, at).ends_with(scenarios)) at -= scenarios.size();
    return path.substr(at);
  }
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

std::string first_source_place(std::string_view text) {
  // Finds each "PATH:NUMBER": a colon followed by digits, and the path that ends at the colon.
  for (auto colon = text.find(':'); colon != text.npos; colon = text.find(':', colon + 1)) {
    auto end = colon + 1;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == colon + 1) continue;
    auto begin = colon;
    while (begin > 0 && !ends_a_path(text[begin - 1])) --begin;
    const auto path = text.substr(begin, colon - begin);
    if (!is_source(path) || is_skipped(path)) continue;
    return std::string(shortened(path)) + std::string(text.substr(colon, end - colon));
  }
  return "";
}

}  // namespace gauntlet::reports
