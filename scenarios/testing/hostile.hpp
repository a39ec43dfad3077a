#pragma once

#include <memory>
#include <stdexcept>

namespace gauntlet::testing {

/// A callable whose moves can throw: each move decrements a fuse, and the move that sets it to 0 throws.
/// Requires: one thread at a time moves it.
template <class F>
class hostile_callable {
 public:
  hostile_callable(F body, int& fuse) : body_(std::move(body)), fuse_(&fuse) {}
  hostile_callable(hostile_callable&& other) : body_(other.body_), fuse_(other.fuse_) {
    if (*fuse_ > 0 && --*fuse_ == 0) throw std::runtime_error("the callable cannot be moved");
  }
  hostile_callable& operator=(hostile_callable&&) = delete;
  auto operator()() { return body_(); }

 private:
  F body_;
  int* fuse_;
};

}  // namespace gauntlet::testing
