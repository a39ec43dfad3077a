#pragma once

#include <stdexcept>

namespace gauntlet::plan {

/// Input from a user that can't be used. The message is one line: file, field, cure.
class bad_input : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace gauntlet::plan
