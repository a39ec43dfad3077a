#include "harness/schedule/child_process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>

namespace gauntlet::schedule {
namespace {

long run_shell(const char* command, int output = -1, int keep = -1) {
  const std::array<const char*, 4> arguments{"sh", "-c", command, nullptr};
  return start_program({"/bin/sh", arguments.data(), environ, output, keep});
}

/// Returns what the command writes to its standard output.
std::string output_of(const char* command, int keep = -1) {
  std::array<int, 2> ends{};
  EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  const long child = run_shell(command, ends[1], keep);
  close(ends[1]);
  std::string out;
  std::array<char, 100> some{};
  for (ssize_t n = 0; (n = read(ends[0], some.data(), some.size())) > 0;)
    out.append(some.data(), static_cast<std::size_t>(n));
  close(ends[0]);
  EXPECT_EQ(wait_for_program(child, 60'000), 0);
  return out;
}

TEST(child_process, writes_to_the_descriptor_that_it_is_given) {
  EXPECT_EQ(output_of("echo word"), "word\n");
}

TEST(child_process, inherits_one_descriptor_only) {
  const int kept = open("/dev/null", O_RDONLY | O_CLOEXEC), other = open("/dev/null", O_RDONLY);
  const auto exists = [](int file) {
    return "test -e /proc/self/fd/" + std::to_string(file) + " && echo yes";
  };
  EXPECT_EQ(output_of(exists(kept).c_str(), kept), "yes\n");
  EXPECT_EQ(output_of((exists(other) + "; true").c_str(), kept), "");
  close(kept);
  close(other);
}

TEST(child_process, has_a_wait_status) {
  EXPECT_EQ(WEXITSTATUS(wait_for_program(run_shell("exit 5"), 60'000)), 5);
}

TEST(child_process, is_killed_after_the_time) { EXPECT_EQ(wait_for_program(run_shell("sleep 100"), 10), -1); }

}  // namespace
}  // namespace gauntlet::schedule
