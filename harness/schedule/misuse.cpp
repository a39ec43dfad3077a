#include "harness/schedule/misuse.hpp"

namespace gauntlet::schedule {
namespace {

misuse first;
bool noted = false;

struct words {
  const char *key, *sentence;
};

constexpr words all_words[] = {
    {"unlock-by-other-thread", "a thread unlocked a mutex that another thread holds"},
    {"condition-with-two-mutexes",
     "a thread waited on a condition variable while another thread waited on it with a different mutex"},
    {"destroyed-while-locked", "a mutex was destroyed while a thread held it"},
};

}  // namespace

const misuse* first_misuse() noexcept { return noted ? &first : nullptr; }

void note_misuse(misuse_kind kind, const void* caller) noexcept {
  if (noted) return;
  first.kind = kind;
  first.caller = caller;
  noted = true;
}

void forget_misuse() noexcept { noted = false; }

const char* key_of(misuse_kind kind) noexcept { return all_words[static_cast<int>(kind)].key; }
const char* describe(misuse_kind kind) noexcept { return all_words[static_cast<int>(kind)].sentence; }

}  // namespace gauntlet::schedule
