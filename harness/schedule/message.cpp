#include "harness/schedule/message.hpp"

#include <sys/syscall.h>

#include <cerrno>

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {

message::~message() { flush(); }

message& message::operator<<(const char* words) {
  while (*words != '\0') *this << *words++;
  return *this;
}

message& message::operator<<(char letter) {
  if (length_ == sizeof buffer_) flush();
  buffer_[length_++] = letter;
  return *this;
}

message& message::operator<<(std::uint64_t decimal) {
  char digits[24];
  char* at = digits + sizeof digits - 1;
  *at = '\0';
  do *--at = static_cast<char>('0' + decimal % 10);
  while ((decimal /= 10) != 0);
  return *this << at;
}

void message::flush() {
  for (std::uint32_t done = 0; done < length_;) {
    const long n = machine::system_call(SYS_write, 2, reinterpret_cast<long>(buffer_ + done), length_ - done);
    if (n == -EINTR) continue;
    if (n <= 0) break;
    done += static_cast<std::uint32_t>(n);
  }
  length_ = 0;
}

}  // namespace gauntlet::schedule
