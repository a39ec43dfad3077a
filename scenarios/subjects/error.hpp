#pragma once

#include <concepts>
#include <exception>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>
#include <vector>

namespace gauntlet::subjects {

/// An error as a value. An empty one means no error. It has a message, may carry a value of any type or an
/// exception, and may wrap other errors, so that errors form trees. Copies share one immutable node.
///
/// Threading: different threads may use different copies at the same time.
/// Lifetime: the carried value or exception exists as long as any copy.
class error {
 public:
  error() noexcept = default;
  explicit error(std::string message) : node_(std::make_shared<node>(std::move(message))) {}

  /// Returns an error that carries a value. Its message is `value.message()` or `value.what()`, if it exists.
  template <class T>
  [[nodiscard]] static error of(T value);

  /// Returns an error that carries an exception, or an empty error if the pointer is null.
  [[nodiscard]] static error from(std::exception_ptr exception);

  /// True if this is not empty.
  explicit operator bool() const noexcept { return node_ != nullptr; }

  [[nodiscard]] std::string message() const { return node_ ? node_->message : std::string(); }

  /// Returns the errors that this one wraps. None of them is empty.
  [[nodiscard]] std::span<const error> causes() const noexcept {
    return node_ ? std::span<const error>(node_->causes) : std::span<const error>();
  }

  /// True if `target` is this error or is anywhere in the tree of its causes. False if either is empty.
  [[nodiscard]] bool is(const error& target) const noexcept {
    if (!node_ || !target.node_) return false;
    if (node_ == target.node_) return true;
    for (const error& cause : causes())
      if (cause.is(target)) return true;
    return false;
  }

  /// Returns the first T that the tree carries, in pre-order, as a value or as an exception; null if none.
  template <class T>
  [[nodiscard]] const T* as() const {
    if (!node_) return nullptr;
    if (const auto* found = static_cast<const T*>(node_->find(typeid(T)))) return found;
    if (const T* found = find_exception<T>(node_->exception)) return found;
    for (const error& cause : causes())
      if (const T* found = cause.as<T>()) return found;
    return nullptr;
  }

  /// True if both share one node, or both are empty. Two errors with equal messages are not the same.
  [[nodiscard]] friend bool same(const error& a, const error& b) noexcept { return a.node_ == b.node_; }

  friend error wrap(std::string_view doing, error cause);
  friend error join(std::span<const error> errors);

 private:
  struct node {
    explicit node(std::string text) : message(std::move(text)) {}
    virtual ~node() = default;
    virtual const void* find(const std::type_info&) const { return nullptr; }
    std::string message;
    std::vector<error> causes;
    std::exception_ptr exception;
  };
  template <class T>
  struct node_with;

  template <class T>
  static std::string message_of(const T& value);
  template <class T>
  static const T* find_exception(const std::exception_ptr& exception);

  std::shared_ptr<const node> node_;
};

template <class T>
struct error::node_with final : error::node {
  explicit node_with(T v) : node(message_of(v)), value(std::move(v)) {}
  const void* find(const std::type_info& wanted) const override {
    return wanted == typeid(T) ? &value : nullptr;
  }
  T value;
};

template <class T>
std::string error::message_of(const T& value) {
  if constexpr (requires {
                  { value.message() } -> std::convertible_to<std::string>;
                })
    return value.message();
  else if constexpr (requires {
                       { value.what() } -> std::convertible_to<std::string>;
                     })
    return value.what();
  else
    return "error";
}

template <class T>
error error::of(T value) {
  error out;
  out.node_ = std::make_shared<node_with<T>>(std::move(value));
  return out;
}

inline error error::from(std::exception_ptr exception) {
  if (!exception) return {};
  std::string message = "unknown exception";
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& known) {
    message = known.what();
  } catch (...) {
  }
  auto made = std::make_shared<node>(std::move(message));
  made->exception = std::move(exception);
  error out;
  out.node_ = std::move(made);
  return out;
}

// The Itanium C++ ABI rethrows the same object, so its address is valid as long as the exception_ptr exists.
template <class T>
const T* error::find_exception(const std::exception_ptr& exception) {
  if (!exception) return nullptr;
  try {
    std::rethrow_exception(exception);
  } catch (const T& found) {
    return &found;
  } catch (...) {
    return nullptr;
  }
}

/// Returns an error "doing: cause" that wraps the cause, or an empty error if the cause is empty.
[[nodiscard]] inline error wrap(std::string_view doing, error cause) {
  if (!cause) return {};
  auto made = std::make_shared<error::node>(std::string(doing) + ": " + cause.message());
  made->causes.push_back(std::move(cause));
  error out;
  out.node_ = std::move(made);
  return out;
}

/// Returns one error that wraps all non-empty errors in the given order, or an empty error if all are empty.
/// Its message is their messages, one per line. A join among them stays one cause; it is not flattened.
[[nodiscard]] inline error join(std::span<const error> errors) {
  std::vector<error> present;
  for (const error& each : errors) {
    if (!each) continue;
    present.push_back(each);
  }
  if (present.empty()) return {};
  std::string message = present.front().message();
  for (const error& each : std::span<const error>(present).subspan(1)) message += "\n" + each.message();
  auto made = std::make_shared<error::node>(std::move(message));
  made->causes = std::move(present);
  error out;
  out.node_ = std::move(made);
  return out;
}

[[nodiscard]] inline error join(std::initializer_list<error> errors) {
  return join(std::span<const error>(errors.begin(), errors.size()));
}

}  // namespace gauntlet::subjects
