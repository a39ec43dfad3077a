// Compares random trees of contexts with a sequential model, and cancels them from several threads.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "scenarios/subjects/context.hpp"
#include "scenarios/testing/gate.hpp"

namespace gauntlet::subjects {
namespace {

/// An operation and the index of an earlier context. All pairs of numbers are valid instructions.
using instruction = std::pair<std::uint8_t, std::uint8_t>;

/// The expected state of the context with the same index.
struct node {
  std::optional<std::size_t> parent;
  error cause, kind;  // empty: not cancelled
};

class model {
 public:
  std::vector<node> nodes;

  bool cancel(std::size_t at, const error& cause, const error& kind) {
    if (nodes[at].cause) return false;
    nodes[at].cause = cause;
    nodes[at].kind = kind;
    // One pass is enough, because a child comes after its parent. It cancels only descendants of `at`: the
    // descendants of a context that was cancelled earlier are already cancelled.
    for (std::size_t i = at + 1; i < nodes.size(); ++i)
      if (!nodes[i].cause && nodes[i].parent && nodes[*nodes[i].parent].cause) {
        nodes[i].cause = cause;
        nodes[i].kind = kind;
      }
    return true;
  }

  void derive(std::size_t from) { nodes.push_back({from, nodes[from].cause, nodes[from].kind}); }
};

/// A real context: a handle, which may be dropped, and a callback on its stop token.
struct subject {
  std::optional<context> handle;
  int stops = 0;
  std::unique_ptr<std::stop_callback<std::function<void()>>> on_stop;
  std::optional<std::stop_source> source;

  explicit subject(context made) : handle(std::move(made)) {
    on_stop = std::make_unique<std::stop_callback<std::function<void()>>>(handle->stop_token(),
                                                                          [this] { ++stops; });
  }
};

class machine {
 public:
  machine() { add_root(); }

  void apply(const instruction& next) {
    const std::size_t at = next.second % contexts_.size();
    switch (next.first % 8) {
      case 0:
        return add_bridge();
      case 1:
      case 2:
      case 3:
        return derive(at);
      case 4:
        return cancel(at, error("a cause of its own"));
      case 5:
        return next.second % 2 == 0 ? expire(at) : cancel(at, error());
      case 6:
        return drop(at);
      default:
        return stop(at);
    }
  }

  void compare() const {
    for (std::size_t i = 0; i < contexts_.size(); ++i) {
      const auto& wanted = model_.nodes[i];
      const bool cancelled = static_cast<bool>(wanted.cause);
      if (!contexts_[i].handle) continue;
      const context& seen = *contexts_[i].handle;
      RC_ASSERT(contexts_[i].stops == (cancelled ? 1 : 0));
      RC_ASSERT(seen.done() == cancelled);
      RC_ASSERT(seen.stop_token().stop_requested() == cancelled);
      RC_ASSERT(same(seen.cause(), wanted.cause));
      RC_ASSERT(same(seen.err(), wanted.kind));
    }
  }

 private:
  void add_root() {
    contexts_.emplace_back(context::background());
    model_.nodes.emplace_back();
  }
  void add_bridge() {
    std::stop_source source;
    contexts_.emplace_back(context::from(source.get_token()));
    contexts_.back().source = source;
    model_.nodes.emplace_back();
  }
  void derive(std::size_t at) {
    if (!contexts_[at].handle) return;
    contexts_.emplace_back(contexts_[at].handle->derive());
    model_.derive(at);
  }
  void cancel(std::size_t at, const error& cause) {
    if (!contexts_[at].handle) return;
    const bool did = contexts_[at].handle->cancel(cause);
    RC_ASSERT(did == model_.cancel(at, cause ? cause : canceled(), canceled()));
  }
  void expire(std::size_t at) {
    if (!contexts_[at].handle) return;
    const bool did = contexts_[at].handle->expire();
    RC_ASSERT(did == model_.cancel(at, deadline_exceeded(), deadline_exceeded()));
  }
  /// Drops the handle and the callback of a context. Its children stay linked to its ancestors.
  void drop(std::size_t at) {
    contexts_[at].on_stop.reset();
    contexts_[at].handle.reset();
  }
  void stop(std::size_t at) {
    if (!contexts_[at].source) return;
    contexts_[at].source->request_stop();
    if (!is_gone(at)) model_.cancel(at, canceled(), canceled());
  }
  /// True if no handle to the context or to any of its descendants is left.
  [[nodiscard]] bool is_gone(std::size_t at) const {
    if (contexts_[at].handle) return false;
    for (std::size_t i = at + 1; i < contexts_.size(); ++i)
      if (model_.nodes[i].parent == at && !is_gone(i)) return false;
    return true;
  }

  std::deque<subject> contexts_;  // a deque, because callbacks point to its elements
  model model_;
};

RC_GTEST_PROP(any_tree_of_contexts, matches_the_model_after_every_step,
              (const std::vector<instruction>& program)) {
  machine under_test;
  for (const auto& next : program) {
    under_test.apply(next);
    under_test.compare();
  }
}

/// Builds a tree of contexts, each derived from an earlier one. `parents[i]` is the parent of context i + 1.
std::vector<context> build(const std::vector<std::size_t>& parents) {
  std::vector<context> made{context::background()};
  for (const std::size_t parent : parents) made.push_back(made[parent].derive());
  return made;
}

std::vector<std::size_t> any_parents() {
  std::vector<std::size_t> parents;
  for (const auto drawn : *rc::gen::arbitrary<std::vector<std::uint8_t>>())
    parents.push_back(drawn % (parents.size() + 1));
  return parents;
}

// Each thread cancels with its own cause, so a cause identifies its thread. The cause of a context is legal
// if its thread cancelled the context or one of its ancestors.
RC_GTEST_PROP(any_tree_of_contexts, has_legal_causes_if_several_threads_cancel, ()) {
  constexpr std::size_t threads = 3;
  const auto parents = any_parents();
  const auto tree = build(parents);
  std::vector<std::size_t> targets;
  std::vector<error> causes;
  std::vector<char> won(threads);
  for (std::size_t i = 0; i < threads; ++i) {
    targets.push_back(*rc::gen::arbitrary<std::uint8_t>() % tree.size());
    causes.emplace_back("cause");
  }
  testing::latch start(threads);
  std::vector<std::thread> cancellers;
  for (std::size_t i = 0; i < threads; ++i)
    cancellers.emplace_back([&, i] {
      start.arrive();
      won[i] = tree[targets[i]].cancel(causes[i]) ? 1 : 0;
    });
  for (auto& canceller : cancellers) canceller.join();

  for (std::size_t at = 0; at < tree.size(); ++at) {
    const auto is_above = [&](std::size_t target) {
      std::size_t up = at;
      while (up != target && up != 0) up = parents[up - 1];
      return up == target;
    };
    bool wanted = false, legal = false;
    for (std::size_t i = 0; i < threads; ++i) {
      wanted = wanted || is_above(targets[i]);
      legal = legal || (is_above(targets[i]) && won[i] == 1 && same(tree[at].cause(), causes[i]));
    }
    RC_ASSERT(tree[at].done() == wanted);
    RC_ASSERT(legal == wanted);
  }
  for (std::size_t i = 0; i < threads; ++i)
    RC_ASSERT((won[i] == 1) == same(tree[targets[i]].cause(), causes[i]));
}

}  // namespace
}  // namespace gauntlet::subjects
