#include "harness/campaign/process_limits.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

namespace gauntlet::campaign {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Three quarters of the machine's memory, in bytes.
std::string memory_limit() {
  const auto pages = static_cast<std::uint64_t>(std::max(0L, sysconf(_SC_PHYS_PAGES)));
  return std::to_string(pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) / 4 * 3);
}

/// Writes the whole text in one call, as the files of a control group require. Returns whether it was
/// accepted.
bool write_to(const fs::path& file, const std::string& text) {
  std::ofstream out(file);
  out << text << std::flush;
  return out.good();
}

}  // namespace

process_limits::process_limits() : process_limits("/sys/fs/cgroup", text_of("/proc/self/cgroup")) {}

// A line is "number:controllers:path"; in version 2, "0::path".
process_limits::process_limits(const fs::path& root, std::string_view own_groups) {
  std::istringstream lines{std::string(own_groups)};
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find(':'), second = line.find(':', first + 1);
    if (first == line.npos || second == line.npos) continue;
    const auto controller = line.substr(first + 1, second - first - 1);
    const auto path = fs::path(line.substr(second + 1)).relative_path();
    if (controller == "pids") add(root / "pids" / path, "pids.max", std::to_string(max_processes));
    if (controller == "memory") add(root / "memory" / path, "memory.limit_in_bytes", memory_limit());
    if (!controller.empty()) continue;
    add(root / path, "pids.max", std::to_string(max_processes));
    add(root / path, "memory.max", memory_limit());
  }
}

void process_limits::add(const fs::path& parent, const char* file, const std::string& limit) {
  static std::atomic<std::uint32_t> made{0};
  std::error_code error;
  if (!fs::exists(parent / "cgroup.procs", error)) return;
  const auto group = parent / fmt::format("gauntlet-{}-{}", getpid(), ++made);
  if (!fs::create_directory(group, error) || error) return;
  groups_.push_back(group);
  // A controller that is not enabled here has no such file; it must not be created as a plain file.
  if (fs::exists(group / file, error) && write_to(group / file, limit))
    to_join_.push_back((group / "cgroup.procs").string());
}

// A process that was killed leaves its group a moment later.
process_limits::~process_limits() {
  constexpr int most_attempts = 1000;
  for (const auto& group : groups_)
    for (int i = 0; i < most_attempts && rmdir(group.c_str()) != 0 && errno == EBUSY; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

}  // namespace gauntlet::campaign
