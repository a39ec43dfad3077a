#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "harness/plan/plan.hpp"

namespace gauntlet::run {

/// Plain (non-atomic) memory for each task. One thread writes it, and another thread reads it after a
/// synchronisation of the subject: a join, a cancellation or a submit. If that operation does not
/// synchronise, the two accesses are a data race, which ThreadSanitizer reports.
///
/// Each case uses its own block of memory, so that accesses of different cases do not race. A block is reused
/// after `generations` cases. The words depend on the number of the case, so that a value of an earlier case
/// is never taken for one of this case.
/// Threading: the subject must order `write` before `read` of the same task; the class does not synchronise.
/// Any thread may call `contains`.
class payloads {
 public:
  payloads();
  /// Selects the block of a case.
  void begin(std::uint32_t case_number);
  void write(std::uint32_t task);
  /// True if the words are those that `write(task)` stored in this case.
  [[nodiscard]] bool read(std::uint32_t task) const;
  /// True if an address that a sanitizer reports lies in this memory.
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
