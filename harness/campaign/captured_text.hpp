#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gauntlet::campaign {

/// The text that a runner writes to its standard error, in bounded memory: the beginning and the end are
/// kept, and the number of bytes in between. A runner writes `protocol::case_marker` when a case begins; the
/// text of earlier cases is then forgotten. Threading: used by one thread.
class captured_text {
 public:
  static constexpr std::size_t max_head = 256u << 10, max_tail = 1u << 20;

  void add(std::string_view text);
  void clear();
  /// Returns the text since the last case began. If the middle is missing, a line says how many bytes.
  [[nodiscard]] std::string text() const;

 private:
  void append(std::string_view text);

  std::string head_, tail_, unread_;  // unread_: a possible beginning of a marker
  std::uint64_t omitted_ = 0;
};

}  // namespace gauntlet::campaign
