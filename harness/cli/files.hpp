#pragma once

#include <filesystem>
#include <string>

/// Reads and writes the files of the command line. The errors name the option or the file.
namespace gauntlet::cli {

/// Returns the content of a file. Errors: std::runtime_error that names the file.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);
/// Replaces the content of a file. Errors: std::runtime_error that names the file.
void write_file(const std::filesystem::path& file, const std::string& content);

/// Creates the folder if it does not exist. Errors: plan::bad_input that names the option.
void make_folder(const std::filesystem::path& folder, const std::string& option);

}  // namespace gauntlet::cli
