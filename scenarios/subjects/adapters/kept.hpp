#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "../context.hpp"
#include "../error.hpp"
#include "gauntlet/detail/contract.hpp"

namespace gauntlet::subjects {

/// Copies of what a group gives to its callers, which are used after the group's end.

class kept_error final : public run::kept {
 public:
  explicit kept_error(error copy) : error_(std::move(copy)) {}
  void use() const override { read(error_); }

 private:
  static void read(const error& e) {
    if (e) static_cast<void>(e.message().size() + e.is(canceled()));
    for (const error& cause : e.causes()) read(cause);
  }
  error error_;
};

class kept_context final : public run::kept {
 public:
  explicit kept_context(context copy) : context_(std::move(copy)), token_(context_.stop_token()) {}
  void use() const override {
    kept_error(context_.cause()).use();
    kept_error(context_.err()).use();
    static_cast<void>(token_.stop_requested());
  }

 private:
  context context_;
  std::stop_token token_;
};

}  // namespace gauntlet::subjects
