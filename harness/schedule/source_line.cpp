#include "harness/schedule/source_line.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <initializer_list>

#include "harness/schedule/child_process.hpp"
#include "harness/schedule/engine/call_stack.hpp"
#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {
namespace {

using machine::system_call;

constexpr std::uint32_t patience_ms = 10'000;

/// Writes "0x" and the number in hexadecimal. Returns the end of the text.
char* write_hexadecimal(char* to, std::uintptr_t number) {
  *to++ = '0';
  *to++ = 'x';
  int shift = 60;
  while (shift > 0 && (number >> shift) == 0) shift -= 4;
  for (; shift >= 0; shift -= 4) *to++ = "0123456789abcdef"[(number >> shift) & 15];
  *to = '\0';
  return to;
}

char* append(char* to, const char* words) {
  while (*words != '\0') *to++ = *words++;
  *to = '\0';
  return to;
}

bool begins_with(const char* text, const char* prefix) {
  while (*prefix != '\0')
    if (*text++ != *prefix++) return false;
  return true;
}

/// Returns the colon before the number of a line; null if the text has none.
const char* find_number(const char* text) {
  for (; *text != '\0'; ++text)
    if (*text == ':' && text[1] >= '1' && text[1] <= '9') return text;
  return nullptr;
}

/// True if the text before `end` contains the words.
bool contains(const char* text, const char* end, const char* words) {
  for (; text < end; ++text)
    if (begins_with(text, words)) return true;
  return false;
}

/// Takes the name of the file and the number of the line, for example from "/home/me/queue.hpp:17:3" or from
/// "queue.hpp:17 (discriminator 2)". Returns false for other lines, which name functions, and for system
/// folders.
bool take_place(const char* line, source_line& out) {
  const char* number = find_number(line);
  if (number == nullptr || begins_with(line, "/usr/") ||
      contains(line, number, "/harness/schedule/interpose/access"))
    return false;
  const char* name = number;
  while (name > line && name[-1] != '/') --name;
  char* to = out.text;
  char* const end = out.text + sizeof out.text - 1;
  while (name < number && to < end) *to++ = *name++;
  do
    if (to < end) *to++ = *number++;
  while (*number >= '0' && *number <= '9' && to < end);
  *to = '\0';
  return true;
}

/// Takes the first place of the lines.
bool take_first_place(char* lines, source_line& out) {
  for (char* line = lines; *line != '\0';) {
    char* end = line;
    while (*end != '\0' && *end != '\n') ++end;
    const bool last = *end == '\0';
    *end = '\0';
    if (take_place(line, out)) return true;
    line = last ? end : end + 1;
  }
  return false;
}

/// Reads what the program prints until it closes its output, or prints nothing for too long.
template <std::size_t Size>
void read_all(int from, char (&out)[Size]) {
  std::size_t length = 0;
  for (;;) {
    pollfd ready{from, POLLIN, 0};
    if (system_call(SYS_poll, reinterpret_cast<long>(&ready), 1, patience_ms) <= 0) break;
    const long n = system_call(SYS_read, from, reinterpret_cast<long>(out + length),
                               static_cast<long>(Size - 1 - length));
    if (n <= 0) break;
    length += static_cast<std::size_t>(n);
  }
  out[length] = '\0';
}

/// Runs a symbolizer. Writes what it prints to `out`, which is empty if it cannot run.
template <std::size_t Size>
void run_symbolizer(const char* name, const char* address, char (&out)[Size]) {
  out[0] = '\0';
  char program[4096];
  const long length = system_call(SYS_readlink, reinterpret_cast<long>("/proc/self/exe"),
                                  reinterpret_cast<long>(program), sizeof program - 1);
  if (length < 0) return;
  program[length] = '\0';
  int ends[2];
  if (system_call(SYS_pipe2, reinterpret_cast<long>(ends), O_CLOEXEC) < 0) return;
  const char* const arguments[] = {"env", name, "-i", "-e", program, address, nullptr};
  const long child = start_program({"/usr/bin/env", arguments, environ, ends[1]});
  system_call(SYS_close, ends[1]);
  if (child > 0) {
    read_all(ends[0], out);
    if (wait_for_program(child, patience_ms) != 0) out[0] = '\0';
  }
  system_call(SYS_close, ends[0]);
}

/// Returns the value of GAUNTLET_SYMBOLIZER. Not getenv, which a sanitizer may intercept.
const char* chosen_symbolizer() {
  constexpr const char* variable = "GAUNTLET_SYMBOLIZER=";
  for (char** each = environ; *each != nullptr; ++each)
    if (begins_with(*each, variable)) return *each + sizeof "GAUNTLET_SYMBOLIZER=" - 1;
  return "llvm-symbolizer";
}

/// Returns false if the symbolizers do not know the line, or if it is in a system folder.
bool find_line(std::uintptr_t address, source_line& out) {
  char text[24], lines[4096];
  write_hexadecimal(text, address);
  for (const char* symbolizer : {chosen_symbolizer(), "addr2line"}) {
    run_symbolizer(symbolizer, text, lines);
    if (lines[0] != '\0' && lines[0] != '?') return take_first_place(lines, out);
  }
  return false;
}

}  // namespace

source_line line_of_stack(const std::uintptr_t* frames, std::uint32_t depth) {
  source_line out;
  for (std::uint32_t i = 0; i < depth && frames[i] != 0; ++i)
    if (find_line(frames[i], out)) return out;
  append(write_hexadecimal(out.text, frames[0]), " of the program");
  return out;
}

source_line line_of(std::uintptr_t address) { return line_of_stack(&address, 1); }

source_line line_of_call(const void* caller) {
  const auto at = reinterpret_cast<std::uintptr_t>(caller);
  if (const auto address = address_in_program(at); address != 0) return line_of(address - 1);
  source_line out;
  append(write_hexadecimal(out.text, at), " in a shared library");
  return out;
}

}  // namespace gauntlet::schedule
