#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "harness/cli/commands.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/files.hpp"
#include "harness/cli/installation.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::cli {

using nlohmann::json;
namespace fs = std::filesystem;

int bench(const bench_options& options, const std::atomic<bool>& stop) {
  const auto program = folder_of_this_program() / "gauntlet-limits";
  if (!fs::exists(program))
    throw std::runtime_error(
        fmt::format("{} is missing; build the target gauntlet-limits", program.string()));
  make_folder(fs::absolute(options.out).parent_path(), "--out");
  const auto raw = fs::path(options.out.string() + ".raw");
  std::vector<std::string> arguments{program.string(), "--benchmark_out=" + raw.string(),
                                     "--benchmark_out_format=json",
                                     fmt::format("--benchmark_min_time={}", options.min_time_s),
                                     fmt::format("--benchmark_repetitions={}", options.repetitions)};
  if (!options.filter.empty()) arguments.push_back("--benchmark_filter=" + options.filter);
  std::vector<char*> pointers;
  for (auto& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execv(program.c_str(), pointers.data());
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    if (stop.load()) kill(child, SIGTERM);
  if (stop.load()) {
    std::error_code ignored;
    fs::remove(raw, ignored);
    fmt::print("Interrupted. No limits were written.\n");
    return exit_interrupted;
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error("gauntlet-limits failed; its output is above");
  const auto limits = reports::limits_from_benchmarks(json::parse(read_file(raw)));
  fs::remove(raw);
  write_file(options.out, limits.dump(2) + "\n");
  fmt::print("{}\nlimits: {}\n", reports::format_limits(limits),
             fs::absolute(options.out).lexically_normal().string());
  return exit_ok;
}

}  // namespace gauntlet::cli
