// Compares random error trees with a model that does not use `error`: a table of nodes.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenarios/subjects/error.hpp"

namespace gauntlet::subjects {
namespace {

struct number {
  std::uint32_t value;
};
struct raised_number : std::runtime_error {
  explicit raised_number(std::uint32_t v) : std::runtime_error("raised"), value(v) {}
  std::uint32_t value;
};

/// One row of the table.
struct node {
  bool none = false;  // models an empty error
  std::string message;
  std::vector<std::size_t> children;  // indices of rows; never an empty error
  std::optional<std::uint32_t> value, raised;
};

/// One instruction for building a forest: what to make, and from how many earlier trees. All numbers are
/// valid, so that whatever rapidcheck draws or shrinks to is a recipe.
struct instruction {
  std::uint8_t what, count;
};

/// Errors, and the model of each at the same index. A tree that is part of another one is not used again,
/// except a shared leaf: shared trees would make the walks exponential.
class forest {
 public:
  explicit forest(const std::vector<instruction>& recipe) {
    for (const auto& each : recipe) apply(each);
  }
  std::vector<error> errors;
  std::vector<node> nodes;

  /// Returns the indices of the tree with this root, in pre-order.
  [[nodiscard]] std::vector<std::size_t> walk(std::size_t root) const {
    std::vector<std::size_t> out, open{root};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      if (nodes[at].none) continue;
      out.push_back(at);
      open.insert(open.end(), nodes[at].children.rbegin(), nodes[at].children.rend());
    }
    return out;
  }

 private:
  void apply(const instruction& next) {
    const auto id = static_cast<std::uint32_t>(nodes.size());
    const std::string text = next.count % 5 == 0 ? "" : "leaf " + std::to_string(id);
    switch (next.what % 8) {
      case 0:
        return add(error(text), {false, text, {}, {}, {}});
      case 1:
        return add(error::of(number{id}), {false, "error", {}, id, {}});
      case 2:
        return add(error::from(std::make_exception_ptr(raised_number(id))), {false, "raised", {}, {}, id});
      case 3:
        return add(error(), {true, "", {}, {}, {}});
      case 4:
        return add_wrap();
      case 5:
        return share_a_leaf(next.count);
      default:
        return add_join(next.count % 5);
    }
  }

  void add(error made, node model) {
    unused_.push_back(nodes.size());
    errors.push_back(std::move(made));
    nodes.push_back(std::move(model));
  }

  std::vector<std::size_t> take(std::size_t count) {
    count = std::min(count, unused_.size());
    std::vector<std::size_t> taken(unused_.end() - static_cast<std::ptrdiff_t>(count), unused_.end());
    unused_.resize(unused_.size() - count);
    return taken;
  }

  void add_wrap() {
    const auto taken = take(1);
    if (taken.empty()) return;
    const auto inner = taken[0];
    if (nodes[inner].none) return add(wrap("w", errors[inner]), nodes[inner]);
    add(wrap("w", errors[inner]), {false, "w: " + nodes[inner].message, {inner}, {}, {}});
  }

  void add_join(std::size_t count) {
    std::vector<error> given;
    node model;
    for (const auto each : take(count)) {
      given.push_back(errors[each]);
      if (nodes[each].none) continue;
      if (!model.children.empty()) model.message += "\n";
      model.message += nodes[each].message;
      model.children.push_back(each);
    }
    model.none = model.children.empty();
    add(join(given), std::move(model));
  }

  void share_a_leaf(std::uint8_t which) {
    if (nodes.empty()) return;
    const std::size_t at = which % nodes.size();
    if (nodes[at].children.empty()) unused_.push_back(at);
  }

  std::vector<std::size_t> unused_;
};

forest any_forest() {
  const auto drawn = *rc::gen::arbitrary<std::vector<std::pair<std::uint8_t, std::uint8_t>>>();
  std::vector<instruction> recipe;
  for (const auto& [what, count] : drawn) recipe.push_back({what, count});
  return forest(recipe);
}

RC_GTEST_PROP(any_error_tree, is_finds_every_node_of_the_tree_and_no_other_error, ()) {
  const forest all = any_forest();
  for (std::size_t root = 0; root < all.nodes.size(); ++root) {
    const auto places = all.walk(root);
    const std::set<std::size_t> inside(places.begin(), places.end());
    for (std::size_t other = 0; other < all.nodes.size(); ++other)
      RC_ASSERT(all.errors[root].is(all.errors[other]) == inside.contains(other));
  }
}

RC_GTEST_PROP(any_error_tree, as_returns_the_first_of_its_type_in_pre_order, ()) {
  const forest all = any_forest();
  for (std::size_t root = 0; root < all.nodes.size(); ++root) {
    std::optional<std::uint32_t> value, raised;
    for (const auto at : all.walk(root)) {
      if (!value) value = all.nodes[at].value;
      if (!raised) raised = all.nodes[at].raised;
    }
    const auto* found_value = all.errors[root].as<number>();
    const auto* found_raised = all.errors[root].as<raised_number>();
    const auto* found_base = all.errors[root].as<std::exception>();
    RC_ASSERT((found_value != nullptr) == value.has_value());
    if (found_value != nullptr) RC_ASSERT(found_value->value == *value);
    RC_ASSERT((found_raised != nullptr) == raised.has_value());
    if (found_raised != nullptr) RC_ASSERT(found_raised->value == *raised);
    RC_ASSERT(found_base == static_cast<const std::exception*>(found_raised));
    RC_ASSERT(all.errors[root].as<std::logic_error>() == nullptr);
  }
}

RC_GTEST_PROP(any_error_tree, has_the_message_and_the_causes_of_the_model, ()) {
  const forest all = any_forest();
  for (std::size_t root = 0; root < all.nodes.size(); ++root) {
    const auto& model = all.nodes[root];
    const auto& made = all.errors[root];
    RC_ASSERT(static_cast<bool>(made) == !model.none);
    RC_ASSERT(made.message() == model.message);
    RC_ASSERT(made.causes().size() == model.children.size());
    for (std::size_t i = 0; i < model.children.size(); ++i)
      RC_ASSERT(same(made.causes()[i], all.errors[model.children[i]]));
  }
}

/// Asserts that two errors have the same message and causes. They need not share a node.
void assert_alike(const error& a, const error& b) {
  RC_ASSERT(static_cast<bool>(a) == static_cast<bool>(b));
  RC_ASSERT(a.message() == b.message());
  RC_ASSERT(std::equal(a.causes().begin(), a.causes().end(), b.causes().begin(), b.causes().end(),
                       [](const error& x, const error& y) { return same(x, y); }));
}

RC_GTEST_PROP(join_of_any_errors, ignores_empty_errors, ()) {
  const forest all = any_forest();
  std::vector<error> present, padded;
  for (const auto& each : all.errors) {
    if (each) present.push_back(each);
    padded.push_back(each);
    if (*rc::gen::arbitrary<bool>()) padded.emplace_back();
  }
  assert_alike(join(padded), join(present));
}

RC_GTEST_PROP(join_of_any_errors, is_found_in_an_outer_join_and_not_flattened, ()) {
  const forest all = any_forest();
  const error inner = join(all.errors), last("last");
  RC_PRE(static_cast<bool>(inner));
  const error outer = join({inner, last});
  RC_ASSERT(outer.causes().size() == 2u);
  RC_ASSERT(same(outer.causes()[0], inner));
  for (const auto& each : all.errors) RC_ASSERT(outer.is(each) == static_cast<bool>(each));
  RC_ASSERT(!inner.is(outer));
  RC_ASSERT(!inner.is(last));
}

RC_GTEST_PROP(wrap_of_any_error, adds_only_the_description, (const std::string& words)) {
  const forest all = any_forest();
  for (const auto& each : all.errors) {
    const error wrapped = wrap(words, each);
    RC_ASSERT(static_cast<bool>(wrapped) == static_cast<bool>(each));
    if (!each) continue;
    RC_ASSERT(wrapped.message() == words + ": " + each.message());
    RC_ASSERT(wrapped.as<number>() == each.as<number>());
    RC_ASSERT(wrapped.as<raised_number>() == each.as<raised_number>());
    RC_ASSERT(wrapped.is(each));
    RC_ASSERT(!each.is(wrapped));
  }
}

}  // namespace
}  // namespace gauntlet::subjects
