#include "harness/schedule/engine/call_stack.hpp"

#include <elf.h>
#include <unwind.h>

// Defined by the linker: the ELF header of the program, and the end of its code.
extern "C" const Elf64_Ehdr __ehdr_start;
extern "C" const char etext[];

namespace gauntlet::schedule {
namespace {

/// Returns the difference between the program's load address and its link address (not 0 for a PIE).
std::uintptr_t load_bias() {
  return __ehdr_start.e_type == ET_DYN ? reinterpret_cast<std::uintptr_t>(&__ehdr_start) : 0;
}

struct walk {
  std::uintptr_t caller;
  std::uintptr_t* frames;
  std::uint32_t depth, count = 0;
  bool reached = false;  // the walk has reached the caller's frame
};

_Unwind_Reason_Code visit(_Unwind_Context* context, void* of) {
  walk& w = *static_cast<walk*>(of);
  const std::uintptr_t at = _Unwind_GetIP(context);
  w.reached = w.reached || at == w.caller;
  const std::uintptr_t in_program = address_in_program(at);
  // A return address is one past the call. Less 1, it belongs to the line of the call.
  if (w.reached && in_program != 0) w.frames[w.count++] = in_program - 1;
  return w.count == w.depth ? _URC_END_OF_STACK : _URC_NO_REASON;
}

}  // namespace

std::uintptr_t address_in_program(std::uintptr_t address) {
  const bool in_program = address >= reinterpret_cast<std::uintptr_t>(&__ehdr_start) &&
                          address < reinterpret_cast<std::uintptr_t>(etext);
  return in_program ? address - load_bias() : 0;
}

void take_call_stack(const void* caller, std::uintptr_t* frames, std::uint32_t depth) {
  walk w{reinterpret_cast<std::uintptr_t>(caller), frames, depth};
  if (caller != nullptr) _Unwind_Backtrace(visit, &w);
  if (w.count < depth) frames[w.count] = 0;
}

}  // namespace gauntlet::schedule
