#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// Starts programs with system calls only. Allocates nothing and takes no lock, so that a signal handler of a
/// process that crashes may use it.

struct program_start {
  const char* path;
  const char* const* arguments;    ///< ends with null
  const char* const* environment;  ///< ends with null
  int output = -1;                 ///< the descriptor that becomes standard output; -1: /dev/null
  int keep = -1;                   ///< the only other descriptor that the program inherits; -1: none
};

/// Starts a program whose standard input and standard error are /dev/null. It is killed if the calling thread
/// ends. Returns its process id; negative: an error.
[[nodiscard]] long start_program(const program_start& what);

/// Waits for a process, and kills it after that many milliseconds. Returns its wait status; -1: it was
/// killed.
[[nodiscard]] int wait_for_program(long id, std::uint32_t ms);

}  // namespace gauntlet::schedule
