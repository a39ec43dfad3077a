#pragma once

#include <filesystem>

namespace gauntlet::protocol {

/// A new folder in the system's folder for temporary files, which no other user can read or has made. The
/// destructor removes it with its content. Errors: std::system_error if it cannot be made.
class temporary_folder {
 public:
  temporary_folder();
  ~temporary_folder();
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace gauntlet::protocol
