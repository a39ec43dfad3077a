#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// Collects a text and writes it to standard error with system calls only. It allocates nothing and calls no
/// function of the C library, so a signal handler may use it while the heap is corrupt.
class message {
 public:
  message() = default;
  ~message();
  message(const message&) = delete;
  message& operator=(const message&) = delete;

  message& operator<<(const char* words);
  message& operator<<(char letter);
  message& operator<<(std::uint64_t decimal);
  /// Writes what has been collected.
  void flush();

 private:
  char buffer_[512];
  std::uint32_t length_ = 0;
};

}  // namespace gauntlet::schedule
