// A runner for subjects in another language: `gauntlet-runner-NAME` starts the program
// `gauntlet-foreign-NAME` in its own folder. It takes NAME from its own file name.

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "harness/runner/foreign_executor.hpp"

int main(int, char** arguments) {
  constexpr std::string_view prefix = "gauntlet-runner-";
  const std::filesystem::path self = arguments[0];
  const auto file = self.filename().string();
  if (!file.starts_with(prefix)) {
    fmt::print(stderr, "{}: the file name of this program must begin with {}; rename it\n", file, prefix);
    return 2;
  }
  const auto flavour = file.substr(prefix.size());
  gauntlet::runner::foreign_process::options program;
  program.executable = self.parent_path() / ("gauntlet-foreign-" + flavour);
  if (const char* ms = std::getenv("GAUNTLET_ANSWER_TIMEOUT_MS"))  // for tests
    program.answer_timeout = std::chrono::milliseconds(std::atoi(ms));
  return gauntlet::runner::serve_foreign(program, flavour);
}
