#include "harness/run/resource_snapshot.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "gauntlet/detail/tracked.hpp"
#include "harness/run/live_objects.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/threads.hpp"

namespace gauntlet::run {
namespace {

// POSIX: open returns the lowest free descriptor. A descriptor that is leaked below it moves it up.
int lowest_free_descriptor() {
  const int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (fd >= 0) close(fd);
  return fd;
}

// Tries for 50 ms, because other threads of the harness open files for a short time.
std::int64_t leaked_descriptors(int free_before) {
  for (int tries = 0; tries < 50; ++tries) {
    if (lowest_free_descriptor() <= free_before) return 0;
    schedule::sleep_us(1000);
  }
  return lowest_free_descriptor() - free_before;
}

}  // namespace

resource_snapshot::resource_snapshot()
    : free_descriptor_(lowest_free_descriptor()),
      threads_(schedule::live_threads()),
      objects_{live().callables.load(), live().errors.load(), live().payloads.load(), 0, 0} {}

history::object_counts resource_snapshot::left() const {
  return {live().callables.load() - objects_.callables, live().errors.load() - objects_.errors,
          live().payloads.load() - objects_.payloads,
          static_cast<std::int64_t>(schedule::live_threads()) - threads_,
          leaked_descriptors(free_descriptor_)};
}

}  // namespace gauntlet::run
