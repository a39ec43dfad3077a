#pragma once

#include <filesystem>
#include <functional>
#include <mutex>

#include "harness/campaign/tally.hpp"
#include "harness/protocol/journal_entry.hpp"

namespace gauntlet::campaign {

/// The record of a campaign: one line of JSON each, written as it comes with one `write` at the end of the
/// file, so that the death of any process loses at most the case in flight. The tally is always the fold over
/// what was written. Threading: `append` by any thread.
class journal {
 public:
  /// Makes a new, empty journal. Errors: std::system_error that names the file.
  explicit journal(std::filesystem::path file);
  ~journal();
  journal(const journal&) = delete;
  journal& operator=(const journal&) = delete;

  void append(const protocol::journal_entry& entry);

  /// A look at the tally, with no entry coming in meanwhile.
  void read(const std::function<void(const tally&)>& look) const;
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  int fd_ = -1;
  mutable std::mutex mutex_;
  tally tally_;
};

/// The tally of a journal file. A torn last line is tolerated: the campaign then counts as interrupted.
/// Errors: plan::bad_input, naming file, line and cure.
[[nodiscard]] tally read_journal(const std::filesystem::path& file);

}  // namespace gauntlet::campaign
