#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauntlet::campaign {

/// Control groups (cgroups) that limit the number of processes and threads, and the memory, of one runner and
/// of all that it starts. Each limit exists only where this process may create such a group: RLIMIT_NPROC
/// does not bind root, and a limit on address space would break the sanitizers. Threading: used by one
/// thread.
class process_limits {
 public:
  static constexpr std::uint32_t max_processes = 20'000;  ///< also counts threads

  /// `root`: where the hierarchies are mounted. `own_groups`: the text of /proc/self/cgroup.
  process_limits(const std::filesystem::path& root, std::string_view own_groups);
  /// The limits of this machine.
  process_limits();
  /// Removes the groups. Requires: their processes have ended.
  ~process_limits();
  process_limits(const process_limits&) = delete;
  process_limits& operator=(const process_limits&) = delete;

  /// Returns the files to which a process writes "0" to join the groups.
  [[nodiscard]] const std::vector<std::string>& to_join() const { return to_join_; }

 private:
  void add(const std::filesystem::path& parent, const char* file, const std::string& limit);

  std::vector<std::filesystem::path> groups_;
  std::vector<std::string> to_join_;
};

}  // namespace gauntlet::campaign
