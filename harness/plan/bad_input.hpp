#pragma once

#include <stdexcept>

namespace gauntlet::plan {

/// An error in a user's input. The message is one line with the file, the field and the cure.
class bad_input : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace gauntlet::plan
