#include "harness/schedule/engine/thread_locals.hpp"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {
namespace {

using machine::system_call;

/// One thread_local variable of the program.
struct variable {
  std::intptr_t offset;  // from the thread base
  std::size_t size;
  const char* initial_value;  // null: zeros
};
constexpr std::size_t max_variables = 4096;
variable* variables = nullptr;
std::size_t variable_count = 0;

bool begins_with(const char* text, const char* prefix) {
  while (*prefix != '\0')
    if (*text++ != *prefix++) return false;
  return true;
}

/// True for variables of the sanitizers and of the engine: they keep their values.
bool belongs_to_a_tool(const char* name) {
  static constexpr const char* prefixes[] = {
      "_ZN6__tsan", "_ZN6__asan", "_ZN6__lsan",  "_ZN7__ubsan", "_ZN11__sanitizer",
      "__tsan",     "__asan",     "__sanitizer", "__sancov",    "gauntlet_engine_"};
  for (const char* prefix : prefixes)
    if (begins_with(name, prefix)) return true;
  return false;
}

/// The program's own segment of thread-local storage.
struct segment {
  std::uintptr_t image = 0, address = 0;
  std::size_t image_size = 0, size = 0, alignment = 1;
};

int take_segment(dl_phdr_info* info, std::size_t, void* out) {
  auto& found = *static_cast<segment*>(out);
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& header = info->dlpi_phdr[i];
    if (header.p_type != PT_TLS) continue;
    found.address = header.p_vaddr;
    found.image = info->dlpi_addr + header.p_vaddr;
    found.image_size = header.p_filesz;
    found.size = header.p_memsz;
    found.alignment = header.p_align == 0 ? 1 : header.p_align;
  }
  return 1;  // the first object is the program
}

/// Returns the offset of a variable from the thread base. Source: Drepper, "ELF Handling For Thread-Local
/// Storage", section 3, variant II: the segment lies directly below the thread base; `gap` makes its start
/// congruent to its link address modulo its alignment.
std::intptr_t offset_of(const segment& s, std::uintptr_t value) {
  const auto gap = (std::uintptr_t{0} - s.address - s.size) & (s.alignment - 1);
  return static_cast<std::intptr_t>(value - s.size - gap);
}

void add_symbols(const segment& s, const char* file) {
  const auto& header = *reinterpret_cast<const Elf64_Ehdr*>(file);
  const auto* sections = reinterpret_cast<const Elf64_Shdr*>(file + header.e_shoff);
  for (int i = 0; i < header.e_shnum; ++i) {
    if (sections[i].sh_type != SHT_SYMTAB) continue;
    const auto* symbols = reinterpret_cast<const Elf64_Sym*>(file + sections[i].sh_offset);
    const char* names = file + sections[sections[i].sh_link].sh_offset;
    const std::size_t count = sections[i].sh_size / sizeof(Elf64_Sym);
    for (std::size_t j = 0; j < count && variable_count < max_variables; ++j) {
      const Elf64_Sym& symbol = symbols[j];
      if (ELF64_ST_TYPE(symbol.st_info) != STT_TLS || symbol.st_size == 0 || symbol.st_shndx == SHN_UNDEF ||
          belongs_to_a_tool(names + symbol.st_name))
        continue;
      const bool has_image = symbol.st_value + symbol.st_size <= s.image_size;
      variables[variable_count++] = {
          offset_of(s, symbol.st_value), symbol.st_size,
          has_image ? reinterpret_cast<const char*>(s.image + symbol.st_value) : nullptr};
    }
  }
}

/// Reads the program's symbol table with system calls only: the C library's functions are intercepted.
void find_variables() {
  variables = static_cast<variable*>(machine::pages(max_variables * sizeof(variable)));
  segment own;
  dl_iterate_phdr(take_segment, &own);
  if (own.size == 0) return;
  const long fd =
      system_call(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/proc/self/exe"), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  struct stat about;
  if (system_call(SYS_fstat, fd, reinterpret_cast<long>(&about)) == 0) {
    const long file = system_call(SYS_mmap, 0, about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (file > 0) {
      add_symbols(own, reinterpret_cast<const char*>(file));
      system_call(SYS_munmap, file, about.st_size);
    }
  }
  system_call(SYS_close, fd);
}

/// A loop over words instead of `rep movsb`: most variables are small, and the instruction is slow to start.
void fill(char* to, const char* from, std::size_t size) {
  using word [[gnu::may_alias, gnu::aligned(1)]] = std::uint64_t;
  std::size_t i = 0;
  for (; i + sizeof(word) <= size; i += sizeof(word))
    *reinterpret_cast<word*>(to + i) = from != nullptr ? *reinterpret_cast<const word*>(from + i) : 0;
  for (; i < size; ++i) to[i] = from != nullptr ? from[i] : '\0';
}

}  // namespace

void renew_thread_locals(std::uintptr_t thread_base) {
  if (variables == nullptr) find_variables();
  for (std::size_t i = 0; i < variable_count; ++i)
    fill(reinterpret_cast<char*>(thread_base + static_cast<std::uintptr_t>(variables[i].offset)),
         variables[i].initial_value, variables[i].size);
}

}  // namespace gauntlet::schedule
