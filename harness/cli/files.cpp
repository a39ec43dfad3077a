#include "harness/cli/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include "harness/plan/bad_input.hpp"

namespace gauntlet::cli {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || fs::is_directory(file))
    throw std::runtime_error(fmt::format("{}: cannot be read", file.string()));
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const fs::path& file, const std::string& content) {
  std::ofstream out(file, std::ios::binary);
  out << content;
  out.flush();
  if (!out) throw std::runtime_error(fmt::format("{}: cannot be written", file.string()));
}

void make_folder(const fs::path& folder, const std::string& option) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem || !fs::is_directory(folder) || access(folder.empty() ? "." : folder.c_str(), W_OK) != 0)
    throw plan::bad_input(
        fmt::format("{}: no files can be written into {}; name a folder with write permission", option,
                    fs::absolute(folder).lexically_normal().string()));
}

}  // namespace gauntlet::cli
