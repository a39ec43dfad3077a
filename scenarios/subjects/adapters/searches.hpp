#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "../error.hpp"
#include "gauntlet/detail/tracked.hpp"

// The searches that a subject's error trees offer, compared with a walk over the causes. A search must find
// what is in the tree and nothing else.
namespace gauntlet::subjects {

/// The first search with an unexpected result; P44 describes each. Other adapters also use 5, a join that was
/// flattened; here the tree of the result shows it.
enum class search : std::uint32_t {
  as_expected = 0,
  is = 1,
  as = 2,
  empty_cause = 3,
  message_of_join = 4,
  message_of_wrap = 6,
  empty_error = 7,
};

/// An error of no task of any case, with the message of the first task's error.
inline const error& error_of_no_case() {
  static const error instance("error 0");
  return instance;
}

/// Checks the searches in one error tree.
class search_check {
 public:
  explicit search_check(const error& root) : root_(root) {}

  [[nodiscard]] search operator()() {
    if (const auto empty = check_empty_error(); empty != search::as_expected) return empty;
    if (root_.is(error_of_no_case()) || root_.as<no_error_carries_this>() != nullptr) return search::is;
    return check(root_);
  }

 private:
  struct no_error_carries_this {};
  /// The near misses of larger trees would take too long. These numbers suffice for the errors of several
  /// tasks.
  static constexpr std::size_t most_near_misses = 12;

  [[nodiscard]] search check_empty_error() const {
    const error empty;
    const bool found = root_.is(empty) || empty.is(root_) || empty.is(empty) ||
                       empty.as<run::failure>() != nullptr || !empty.causes().empty() ||
                       !empty.message().empty();
    return found ? search::empty_error : search::as_expected;
  }

  // NOLINTNEXTLINE(misc-no-recursion): the depth is that of the tree
  [[nodiscard]] search check(const error& e) {
    if (!e) return search::empty_cause;
    if (!root_.is(e) || !e.is(e)) return search::is;
    if (near_misses_++ < most_near_misses && finds_near_miss(e)) return search::is;
    if (!finds_first_values(e)) return search::as;
    if (const auto message = check_message(e); message != search::as_expected) return message;
    for (const error& cause : e.causes())
      if (const auto below = check(cause); below != search::as_expected) return below;
    return search::as_expected;
  }

  /// Returns whether a search finds an error that is not in the tree: one with the same words, one that
  /// carries an equal value, or an outer error in one of its causes.
  [[nodiscard]] bool finds_near_miss(const error& e) const {
    const error same_words(e.message());
    if (root_.is(same_words) || same_words.is(e)) return true;
    for (const error& cause : e.causes())
      if (cause.is(e)) return true;
    if (const auto* failure = e.causes().empty() ? e.as<run::failure>() : nullptr)
      return root_.is(error::of(run::failure(failure->id())));
    return false;
  }

  [[nodiscard]] static search check_message(const error& e) {
    const auto causes = e.causes();
    if (causes.empty()) return search::as_expected;
    std::string lines;
    for (const error& cause : causes) lines += (&cause == causes.data() ? "" : "\n") + cause.message();
    if (causes.size() > 1) return e.message() == lines ? search::as_expected : search::message_of_join;
    return e.message().ends_with(lines) ? search::as_expected : search::message_of_wrap;
  }

  /// Returns whether `as` finds the first value of each type in this tree.
  [[nodiscard]] static bool finds_first_values(const error& e) {
    return finds_first<run::failure>(e) && finds_first<run::raised_failure>(e) &&
           finds_first<run::hostile_failure>(e);
  }
  template <class T>
  [[nodiscard]] static bool finds_first(const error& e) {
    return e.as<T>() == first_in_leaves<T>(e);
  }
  /// Returns the first T that a leaf of the tree carries, in pre-order; null if there is none.
  template <class T>
  // NOLINTNEXTLINE(misc-no-recursion): the depth is that of the tree
  [[nodiscard]] static const T* first_in_leaves(const error& e) {
    if (e.causes().empty()) return e.as<T>();
    for (const error& cause : e.causes())
      if (const T* found = first_in_leaves<T>(cause)) return found;
    return nullptr;
  }

  const error& root_;
  std::size_t near_misses_ = 0;
};

/// Returns the number of the first search in this tree with an unexpected result.
[[nodiscard]] inline std::uint32_t failed_search_in(const error& root) {
  return static_cast<std::uint32_t>(search_check(root)());
}

}  // namespace gauntlet::subjects
