#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "../context.hpp"
#include "../crew.hpp"
#include "../error.hpp"
#include "gauntlet/detail/contract.hpp"
#include "gauntlet/detail/tracked.hpp"
#include "searches.hpp"

namespace gauntlet::subjects {

[[nodiscard]] inline const run::failure* own_failure(const error& leaf) {
  if (const auto* failure = leaf.as<run::failure>()) return failure;
  if (const auto* raised = leaf.as<run::raised_failure>()) return &raised->get();
  if (const auto* hostile = leaf.as<run::hostile_failure>()) return &hostile->get();
  return nullptr;
}

/// Returns the harness's id of this error: the id of the task that made it, or that of a context's own error.
[[nodiscard]] inline std::uint32_t id_of(const error& e) {
  if (!e) return history::no_error;
  if (e.is(canceled())) return history::id_canceled;
  if (e.is(deadline_exceeded())) return history::id_deadline;
  if (e.is(abandoned())) return history::id_abandoned;
  const auto* failure = own_failure(e);
  return failure != nullptr ? failure->id() : history::id_unknown;
}

/// Returns whether the leaf has the message that its task gave it. An object that is not a std::exception
/// gives none.
[[nodiscard]] inline bool keeps_its_message(const error& leaf) {
  if (const auto* failure = leaf.as<run::failure>()) return leaf.message() == failure->message();
  if (const auto* raised = leaf.as<run::raised_failure>()) return leaf.message() == raised->what();
  return true;
}

[[nodiscard]] inline history::leaf_state state_of(const error& leaf) {
  using history::leaf_state;
  const auto* failure = own_failure(leaf);
  if (failure == nullptr) return same(leaf, abandoned()) ? leaf_state::intact : leaf_state::foreign;
  if (failure->state() != leaf_state::intact) return failure->state();
  if (!failure->original()) return leaf_state::copied;
  return keeps_its_message(leaf) ? leaf_state::intact : leaf_state::reworded;
}

/// Returns the number of nodes of the tree.
// NOLINTNEXTLINE(misc-no-recursion): the depth is that of the tree
[[nodiscard]] inline std::uint32_t nodes_in(const error& e) {
  std::uint32_t count = 1;
  for (const error& cause : e.causes()) count += nodes_in(cause);
  return count;
}
/// Returns the first leaf of the tree in pre-order.
[[nodiscard]] inline const error& first_leaf_of(const error& e) {
  const error* at = &e;
  while (!at->causes().empty()) at = &at->causes().front();
  return *at;
}

/// Reads the error that cancelled a context. An error of no task counts as intact.
[[nodiscard]] inline run::observation::cause_tree read_cause(const error& e) {
  const error& leaf = first_leaf_of(e);
  return {nodes_in(e), own_failure(leaf) == nullptr ? history::leaf_state::intact : state_of(leaf)};
}

/// How a program, as it documents, wraps the error of each task.
struct documented_wraps {
  std::uint32_t count = 0;  ///< how often
  /// Returns whether the program puts these words before the message of the error of this task, or of the
  /// task that forwards it.
  std::function<bool(std::string_view words, std::uint32_t task)> words;
};

/// Reads the error that a wait returned into a result: its leaves, its tree, and the searches in it.
class result_reader {
 public:
  result_reader(run::result& out, const documented_wraps& documented) : out_(out), documented_(documented) {}

  void operator()(const error& e) {
    if (!e) return;
    out_.documented_wraps = documented_.count;
    read(e);
    if (out_.count == 0) out_.add(history::id_unknown, history::leaf_state::foreign);
    out_.tree_checked = true;
    out_.failed_search = failed_search_in(e);
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion): the depth is that of the tree
  void read(const error& e) {
    const auto causes = e.causes();
    if (causes.empty()) {
      out_.add_node({history::node_kind::leaf, history::wrap_words::other, 0});
      return out_.add(id_of(e), state_of(e));
    }
    // A join of one error has the message of that error. A wrap has words before it.
    const bool wraps = causes.size() == 1 && e.message() != causes[0].message();
    const auto kind = wraps ? history::node_kind::wrapped : history::node_kind::joined;
    out_.add_node(
        {kind, wraps ? words_of(e) : history::wrap_words::other, static_cast<std::uint32_t>(causes.size())});
    for (const error& cause : causes)
      if (cause) read(cause);
  }

  [[nodiscard]] history::wrap_words words_of(const error& wrapped) const {
    const std::string message = wrapped.message(), inside = ": " + wrapped.causes()[0].message();
    if (!message.ends_with(inside)) return history::wrap_words::other;
    const auto words = std::string_view(message).substr(0, message.size() - inside.size());
    if (words == "outer") return history::wrap_words::outer;
    if (words == "inner") return history::wrap_words::inner;
    if (words == "one of two") return history::wrap_words::one_of_two;
    if (documented_.words && documented_.words(words, id_of(wrapped))) return history::wrap_words::documented;
    return history::wrap_words::other;
  }

  run::result& out_;
  const documented_wraps& documented_;
};

/// Reads the error that a wait returned. `documented`: how the subject wraps the errors of tasks.
inline void read_result(const error& e, run::result& out, const documented_wraps& documented = {}) {
  result_reader(out, documented)(e);
}

}  // namespace gauntlet::subjects
