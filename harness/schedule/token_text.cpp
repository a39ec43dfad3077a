#include "harness/schedule/token_text.hpp"

namespace gauntlet::schedule {
namespace {

/// The greatest distance of a repeat. The search for repeats takes time in proportion.
constexpr std::uint32_t window = 512;

std::uint32_t digits_of(std::uint32_t number) {
  std::uint32_t digits = 1;
  while ((number >>= 4) != 0) ++digits;
  return digits;
}

class writer {
 public:
  writer(void (*put)(void*, char), void* to) : put_(put), to_(to) {}
  void text(const char* words) {
    while (*words != '\0') put_(to_, *words++);
  }
  void number(std::uint32_t value) {
    for (auto shift = (digits_of(value) - 1) * 4;; shift -= 4) {
      put_(to_, "0123456789abcdef"[(value >> shift) & 15]);
      if (shift == 0) return;
    }
  }

 private:
  void (*put_)(void*, char);
  void* to_;
};

struct repeat {
  std::uint32_t distance = 0, length = 0;
  /// How many characters the repeat saves.
  std::int64_t saved = 0;
};

/// Finds the repeat that saves the most characters for the decisions from `at` on.
repeat best_repeat(const std::uint16_t* decisions, std::uint32_t count, std::uint32_t at) {
  repeat best;
  for (std::uint32_t distance = 1; distance <= window && distance <= at; ++distance) {
    repeat found{distance};
    std::int64_t replaced = 0;
    for (;
         at + found.length < count && decisions[at + found.length] == decisions[at + found.length - distance];
         ++found.length)
      replaced += digits_of(decisions[at + found.length]) + 1;
    found.saved = replaced - 3 - digits_of(distance) - digits_of(found.length);
    if (found.saved > best.saved) best = found;
  }
  return best;
}

}  // namespace

void write_token(const std::uint16_t* decisions, std::uint32_t count, bool plain_accesses,
                 void (*put)(void*, char), void* to) {
  writer out(put, to);
  out.text(token_version);
  out.text(plain_accesses ? "p:" : ":");
  for (std::uint32_t at = 0; at < count;) {
    if (at > 0) out.text(".");
    const repeat found = best_repeat(decisions, count, at);
    if (found.length == 0) {
      out.number(decisions[at++]);
      continue;
    }
    out.text("r");
    out.number(found.distance);
    out.text("x");
    out.number(found.length);
    at += found.length;
  }
}

}  // namespace gauntlet::schedule
