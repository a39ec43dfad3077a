#pragma once

#include <filesystem>
#include <string>

/// Files of the command line, with errors that name the option or the file.
namespace gauntlet::cli {

/// Errors: std::runtime_error that names the file.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, const std::string& content);

/// Creates the folder where it does not exist. Errors: plan::bad_input that names the option.
void make_folder(const std::filesystem::path& folder, const std::string& option);

}  // namespace gauntlet::cli
