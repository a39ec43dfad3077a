#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <thread>

#include "harness/campaign/journal.hpp"

namespace gauntlet::cli {

/// Shows the progress of a campaign on standard error. On a terminal it updates one line. Otherwise it writes
/// a line every ten seconds. The destructor writes the last line.
class progress {
 public:
  /// The planned extent of the campaign.
  struct plan {
    std::size_t jobs = 0;
    std::optional<std::chrono::milliseconds> time;  ///< of the whole campaign
    std::optional<std::uint64_t> cases;             ///< of the whole campaign
  };
  /// Requires: the journal outlives this object.
  progress(const campaign::journal& journal, plan plan);
  ~progress();
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;

 private:
  void show(bool last);

  const campaign::journal& journal_;
  plan plan_;
  bool terminal_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::jthread thread_;
};

}  // namespace gauntlet::cli
