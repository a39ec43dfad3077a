#include "harness/schedule/message.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <string>
#include <thread>

namespace gauntlet::schedule {
namespace {

/// Replaces standard error by a pipe while it exists.
class a_full_pipe {
 public:
  a_full_pipe() : before_(dup(STDERR_FILENO)) {
    EXPECT_EQ(pipe2(ends_.data(), O_CLOEXEC), 0);
    EXPECT_EQ(fcntl(ends_[1], F_SETFL, O_NONBLOCK), 0);
    const std::array<char, 4096> filler{};
    while (write(ends_[1], filler.data(), filler.size()) > 0) {
    }
    EXPECT_EQ(fcntl(ends_[1], F_SETFL, 0), 0);
    dup2(ends_[1], STDERR_FILENO);
  }
  ~a_full_pipe() {
    close(ends_[0]);
    close(before_);
  }
  a_full_pipe(const a_full_pipe&) = delete;
  a_full_pipe& operator=(const a_full_pipe&) = delete;

  /// Returns what was written to standard error, up to its end.
  std::string read_all() {
    std::string out;
    std::array<char, 4096> some{};
    for (ssize_t n = 0; (n = read(ends_[0], some.data(), some.size())) > 0;)
      out.append(some.data(), static_cast<std::size_t>(n));
    out.erase(std::remove(out.begin(), out.end(), '\0'), out.end());
    return out;
  }
  void restore_standard_error() {
    dup2(before_, STDERR_FILENO);
    close(ends_[1]);
  }

 private:
  int before_;
  std::array<int, 2> ends_{};
};

void ignore_signal(int) {}

TEST(a_message, is_written_whole_although_signals_interrupt_it) {
  struct sigaction interrupts{};
  interrupts.sa_handler = ignore_signal;  // without SA_RESTART
  struct sigaction before{};
  sigaction(SIGUSR2, &interrupts, &before);
  a_full_pipe pipe;
  std::thread writer([] { message() << "an answer of " << std::uint64_t{42} << " words\n"; });
  for (int i = 0; i < 1000; ++i) {
    pthread_kill(writer.native_handle(), SIGUSR2);
    std::this_thread::yield();
  }
  std::string text;
  std::thread reader([&] { text = pipe.read_all(); });
  writer.join();
  pipe.restore_standard_error();
  reader.join();
  sigaction(SIGUSR2, &before, nullptr);
  EXPECT_EQ(text, "an answer of 42 words\n");
}

}  // namespace
}  // namespace gauntlet::schedule
