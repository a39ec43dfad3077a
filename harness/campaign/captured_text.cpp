#include "harness/campaign/captured_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/protocol/exit_code.hpp"

namespace gauntlet::campaign {

void captured_text::clear() {
  head_.clear();
  tail_.clear();
  unread_.clear();
  omitted_ = 0;
}

void captured_text::add(std::string_view text) {
  constexpr std::string_view marker = protocol::case_marker;
  std::string joined = unread_;
  joined += text;
  unread_.clear();
  std::string_view left = joined;
  if (const auto at = left.rfind(marker); at != left.npos) {
    clear();
    left.remove_prefix(at + marker.size());
  }
  // The end may be the first part of a marker whose rest follows.
  auto part = std::min(left.size(), marker.size() - 1);
  while (part > 0 && !left.ends_with(marker.substr(0, part))) --part;
  append(left.substr(0, left.size() - part));
  unread_ = left.substr(left.size() - part);
}

void captured_text::append(std::string_view text) {
  const auto fits = std::min(text.size(), max_head - head_.size());
  head_ += text.substr(0, fits);
  tail_ += text.substr(fits);
  if (tail_.size() <= 2 * max_tail) return;  // not for each byte
  const auto surplus = tail_.size() - max_tail;
  omitted_ += surplus;
  tail_.erase(0, surplus);
}

std::string captured_text::text() const {
  std::string out = head_;
  auto omitted = omitted_;
  std::string_view tail = tail_;
  if (tail.size() > max_tail) {
    omitted += tail.size() - max_tail;
    tail.remove_prefix(tail.size() - max_tail);
  }
  if (omitted > 0) out += fmt::format("\n… {} bytes are omitted here …\n", omitted);
  out += tail;
  return out += unread_;
}

}  // namespace gauntlet::campaign
