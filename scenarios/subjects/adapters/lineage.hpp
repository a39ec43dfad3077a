#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "../context.hpp"
#include "errors.hpp"
#include "gauntlet/detail/contract.hpp"

namespace gauntlet::subjects {

/// The parent context of a group, made as the plan says (plan::ancestry): a context, or a context of a stop
/// token, and contexts that are derived from it, one from another.
class lineage {
 public:
  explicit lineage(const plan::ancestry& how)
      : source_(how.from_token ? std::optional<std::stop_source>(std::in_place) : std::nullopt),
        top_(source_ ? context::from(source_->get_token()) : context::background().derive()),
        nearest_(top_) {
    for (std::uint32_t i = 0; i < how.derived; ++i) {
      if (how.keeps_handles) handles_.push_back(*nearest_);
      nearest_ = nearest_->derive();
    }
    keeps_nearest_ = how.keeps_handles;
  }
  explicit lineage(context parent) : top_(std::move(parent)), nearest_(top_) {}

  /// Returns the context from which the group is derived.
  [[nodiscard]] const context& nearest() const { return *nearest_; }
  /// Drops the handle of the nearest context, unless the plan keeps the handles. Requires: a group is derived
  /// from it.
  void drop_handles() {
    if (!keeps_nearest_) nearest_ = top_;
  }

  /// Cancels the parent. Returns whether this call cancelled it.
  bool cancel() {
    return source_ ? source_->request_stop() : top_.cancel(error::of(run::failure(history::id_parent)));
  }
  [[nodiscard]] bool cancelled() const { return top_.done(); }

 private:
  std::optional<std::stop_source> source_;
  context top_;
  std::optional<context> nearest_;
  std::vector<context> handles_;
  bool keeps_nearest_ = true;
};

}  // namespace gauntlet::subjects
