#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "harness/plan/plan.hpp"

namespace gauntlet::run {

/// Plain memory, some for each task, that one thread writes and another reads whom the subject's
/// synchronisation orders after it: a join, a cancellation or a submit that does not synchronise is a data
/// race on it, which ThreadSanitizer reports. Each case has fresh words, so that cases do not race with each
/// other; they come round after `generations` cases.
class payloads {
 public:
  payloads();
  void begin(std::uint32_t case_number);
  void write(std::uint32_t task);
  /// Whether the words are those that this case's task wrote.
  [[nodiscard]] bool read(std::uint32_t task) const;
  /// Whether an address, as a sanitizer reports it, lies in a payload.
  [[nodiscard]] bool contains(const void* address) const;

 private:
  static constexpr std::uint32_t generations = 1024;
  struct words {
    std::uint64_t first, second;
  };
  using generation = std::array<words, plan::max_tasks>;

  std::unique_ptr<generation[]> memory_;
  generation* current_;
  std::uint64_t base_ = 0;
};

}  // namespace gauntlet::run
