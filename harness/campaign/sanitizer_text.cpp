#include "harness/campaign/sanitizer_text.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace gauntlet::campaign {
namespace {

using protocol::finding;
using protocol::oracle;

finding reported(oracle oracle, std::string key, std::string sentence, const std::string& text) {
  finding f;
  f.oracle = oracle;
  f.key = std::move(key);
  f.sentence = std::move(sentence);
  f.sanitizer = text;
  return f;
}

/// Returns the text that follows the first `marker`, up to the first character that `ends` it. Skips a marker
/// that no text follows, and one that is followed by more than `longest` bytes. Returns nullopt if there is
/// no other.
template <class Ends>
std::optional<std::string> word_after(std::string_view text, std::string_view marker, Ends ends,
                                      std::size_t longest) {
  for (auto at = text.find(marker); at != text.npos; at = text.find(marker, at + 1)) {
    const auto begin = at + marker.size();
    auto end = begin;
    while (end < text.size() && !ends(text[end])) ++end;
    if (end > begin && end - begin <= longest) return std::string(text.substr(begin, end - begin));
  }
  return std::nullopt;
}

constexpr std::size_t longest_kind = 64, longest_line = 4096;  // longer text only imitates a sanitizer
bool ends_a_line(char c) { return c == '\n'; }
bool ends_a_kind(char c) { return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-'; }

}  // namespace

std::optional<finding> finding_in_text(const std::string& text) {
  if (const auto kind = word_after(text, "ERROR: AddressSanitizer: ", ends_a_kind, longest_kind))
    return reported(oracle::asan, "asan:" + *kind,
                    fmt::format("AddressSanitizer reported {} while this case ran.", *kind), text);
  if (const auto error = word_after(text, "runtime error: ", ends_a_line, longest_line))
    return reported(oracle::ubsan, "ubsan:undefined-behaviour",
                    fmt::format("UndefinedBehaviorSanitizer reported \"{}\" while this case ran.", *error),
                    text);
  if (text.find("ThreadSanitizer:DEADLYSIGNAL") != text.npos ||
      word_after(text, "ERROR: ThreadSanitizer: ", ends_a_kind, longest_kind))
    return reported(oracle::crash, "crash:SIGSEGV",
                    "The process received a fatal signal under ThreadSanitizer while this case ran.", text);
  return std::nullopt;
}

std::string abort_message(const std::string& text) {
  constexpr std::size_t longest = 500;
  const auto line_at = [&](std::size_t at) {
    const auto begin = text.rfind('\n', at) + 1;  // npos + 1 is 0
    return text.substr(begin, text.find('\n', at) - begin);
  };
  std::string out;
  for (const char* words : {"terminate called", ": Assertion `", "*** "}) {
    const auto at = text.rfind(words);
    if (at == text.npos) continue;
    out = line_at(at);
    const std::string what = "\n  what():  ";
    const auto end = text.find('\n', at);
    if (end != text.npos && text.compare(end, what.size(), what) == 0)
      out += ", what(): " + line_at(end + 1).substr(what.size() - 1);
    break;
  }
  return out.substr(0, longest);
}

}  // namespace gauntlet::campaign
