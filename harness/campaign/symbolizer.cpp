#include "harness/campaign/symbolizer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

namespace gauntlet::campaign {
namespace {

using nlohmann::json;

/// A file in memory that a child process reads or writes.
class memory_file {
 public:
  explicit memory_file(const char* name) : fd_(memfd_create(name, MFD_CLOEXEC)) {}
  ~memory_file() {
    if (fd_ >= 0) close(fd_);
  }
  memory_file(const memory_file&) = delete;
  memory_file& operator=(const memory_file&) = delete;

  [[nodiscard]] int fd() const { return fd_; }
  bool write(const std::string& text) const {
    for (std::size_t done = 0; done < text.size();) {
      const auto n = ::write(fd_, text.data() + done, text.size() - done);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      done += static_cast<std::size_t>(n);
    }
    return lseek(fd_, 0, SEEK_SET) == 0;
  }
  [[nodiscard]] std::string read() const {
    std::string out;
    std::array<char, 65536> chunk;
    lseek(fd_, 0, SEEK_SET);
    for (;;) {
      const auto n = ::read(fd_, chunk.data(), chunk.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return out;
      out.append(chunk.data(), static_cast<std::size_t>(n));
    }
  }

 private:
  int fd_;
};

/// Returns the answer of llvm-symbolizer: one line of JSON for each address. Returns "" if it cannot be run.
std::string ask(const std::filesystem::path& program, const std::string& addresses) {
  const memory_file in("addresses"), out("places");
  if (in.fd() < 0 || out.fd() < 0 || !in.write(addresses)) return "";
  const char* chosen = std::getenv("GAUNTLET_SYMBOLIZER");
  std::string name = chosen != nullptr ? chosen : "llvm-symbolizer";
  std::string object = "--obj=" + program.string(), style = "--output-style=JSON";
  std::array<char*, 4> arguments{name.data(), object.data(), style.data(), nullptr};
  posix_spawn_file_actions_t streams;
  posix_spawn_file_actions_init(&streams);
  posix_spawn_file_actions_adddup2(&streams, in.fd(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&streams, out.fd(), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&streams, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int error = posix_spawnp(&child, name.c_str(), &streams, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&streams);
  if (error != 0) return "";
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
  return out.read();
}

std::vector<source_place> read_places(const json& symbols) {
  std::vector<source_place> out;
  for (const json& symbol : symbols)
    out.push_back({short_name(symbol.value("FunctionName", "")), symbol.value("FileName", ""),
                   symbol.value("Line", 0u)});
  return out;
}

}  // namespace

std::string short_name(const std::string& function) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < function.size(); ++i) {
    const char c = function[i];
    const bool part_of_a_name = out.ends_with("operator") || out.ends_with("operator<") ||
                                out.ends_with("operator>") || out.ends_with("operator-");
    if (depth == 0 && part_of_a_name && (c == '<' || c == '>')) {
      out += c;
    } else if (depth == 0 && c == '(' && function.compare(i, 2, "()") == 0 && out.ends_with("operator")) {
      out += "()";
      ++i;
    } else if (depth == 0 && function.compare(i, 21, "(anonymous namespace)") == 0) {
      i += 22;  // and the two colons after it
    } else if (c == '<' || c == '(') {
      if (depth == 0 && c == '(') break;
      ++depth;
    } else if (c == '>' || c == ')') {
      --depth;
    } else if (depth == 0) {
      out += c;
    }
  }
  const auto word = out.rfind(' ', out.find("operator"));
  if (word != std::string::npos) out.erase(0, word + 1);  // the return type
  const auto last = out.rfind("::");
  if (last == std::string::npos || last == 0) return out;
  const auto last_but_one = out.rfind("::", last - 1);
  return last_but_one == std::string::npos ? out : out.substr(last_but_one + 2);
}

std::map<std::uintptr_t, std::vector<source_place>> symbolize(const std::filesystem::path& program,
                                                              const std::vector<std::uintptr_t>& addresses) {
  std::map<std::uintptr_t, std::vector<source_place>> out;
  for (const auto address : addresses) out[address];
  std::string input;
  for (const auto& [address, places] : out) input += fmt::format("{:#x}\n", address);
  if (input.empty()) return out;
  std::istringstream answers(ask(program, input));
  for (std::string line; std::getline(answers, line);) {
    const auto answer = json::parse(line, nullptr, false);
    if (answer.is_discarded() || !answer.contains("Address") || !answer.contains("Symbol")) continue;
    const auto address = std::stoull(answer.at("Address").get<std::string>(), nullptr, 16);
    out[address] = read_places(answer.at("Symbol"));
  }
  return out;
}

}  // namespace gauntlet::campaign
