#pragma once

#include <memory>
#include <stdexcept>

namespace gauntlet::testing {

/// A callable each of whose moves counts down a fuse; the move that burns it out throws.
/// Requires: moved by one thread at a time.
template <class F>
class hostile_callable {
 public:
  hostile_callable(F body, int& fuse) : body_(std::move(body)), fuse_(&fuse) {}
  hostile_callable(hostile_callable&& other) : body_(other.body_), fuse_(other.fuse_) {
    if (*fuse_ > 0 && --*fuse_ == 0) throw std::runtime_error("the callable can't be moved");
  }
  hostile_callable& operator=(hostile_callable&&) = delete;
  auto operator()() { return body_(); }

 private:
  F body_;
  int* fuse_;
};

}  // namespace gauntlet::testing
