#pragma once

namespace gauntlet::schedule {

/// While it lives, a process that dies in a schedule (a signal, an assertion, AddressSanitizer) says last how
/// that schedule is run again. One at a time.
class dying_words {
 public:
  dying_words();
  ~dying_words();
  dying_words(const dying_words&) = delete;
  dying_words& operator=(const dying_words&) = delete;
};

}  // namespace gauntlet::schedule
