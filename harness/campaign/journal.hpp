#pragma once

#include <filesystem>
#include <functional>
#include <mutex>

#include "harness/campaign/tally.hpp"
#include "harness/protocol/journal_entry.hpp"

namespace gauntlet::campaign {

/// The record of a campaign, with one line of JSON for each entry. Each line is appended to the file with one
/// `write`, so that the crash of any process loses at most the current case. The tally is always the fold
/// over all entries in the file. Threading: any thread may call any member.
class journal {
 public:
  /// Creates a new, empty journal. Errors: std::system_error that names the file.
  explicit journal(std::filesystem::path file);
  ~journal();
  journal(const journal&) = delete;
  journal& operator=(const journal&) = delete;

  /// Appends an entry. Errors: std::system_error that names the file.
  void append(const protocol::journal_entry& entry);

  /// Calls `visit` with the tally. No entry is appended meanwhile. Requires: `visit` does not call this
  /// journal.
  void read(const std::function<void(const tally&)>& visit) const;
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  int fd_ = -1;
  mutable std::mutex mutex_;
  tally tally_;
};

/// Returns the tally of a journal file. An incomplete last line is ignored: the campaign then counts as
/// interrupted. Errors: plan::bad_input that names file, line and cure.
[[nodiscard]] tally read_journal(const std::filesystem::path& file);

}  // namespace gauntlet::campaign
