#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <string>

#include "gauntlet/detail/error_ids.hpp"

namespace gauntlet::run {

/// The error value of a failing task. It holds the id of its task and a payload on the heap. A sanitizer
/// therefore reports a read without a happens-before edge and a read after destruction. Live objects are
/// counted (live_objects.hpp). Threading: like any value type; concurrent reads are safe. Memory ordering:
/// the reader needs a happens-before edge from the constructor. Lifetime: a moved-from failure is not intact.
class failure {
 public:
  explicit failure(std::uint32_t id);
  failure(const failure& other);
  failure(failure&& other) noexcept;
  failure& operator=(const failure&) = delete;
  failure& operator=(failure&&) = delete;
  ~failure();

  /// Returns the index of the task.
  [[nodiscard]] std::uint32_t id() const { return id_; }
  /// Returns whether the payload matches the id.
  [[nodiscard]] bool intact() const;
  /// Returns whether a task of the current case created the payload.
  [[nodiscard]] bool of_this_case() const;
  /// Returns the state of this error as a leaf of a result.
  [[nodiscard]] history::leaf_state state() const;
  /// Returns "error " and the id.
  [[nodiscard]] std::string message() const;

 private:
  struct payload;
  std::uint32_t id_;
  std::unique_ptr<const payload> payload_;
};

/// The exception of a task that throws.
class raised_failure : public std::exception {
 public:
  explicit raised_failure(std::uint32_t id) : failure_(id) {}
  [[nodiscard]] const failure& get() const { return failure_; }
  [[nodiscard]] const char* what() const noexcept override {
    return "the exception that the plan makes a task throw";
  }

 private:
  failure failure_;
};

/// An exception that is not a std::exception and whose copy constructor throws. A subject that copies the
/// exception object loses the error (P51).
class hostile_failure {
 public:
  explicit hostile_failure(std::uint32_t id) : failure_(id) {}
  hostile_failure(const hostile_failure& other) : failure_(other.failure_) { throw std::bad_alloc(); }
  hostile_failure& operator=(const hostile_failure&) = delete;
  [[nodiscard]] const failure& get() const { return failure_; }

 private:
  failure failure_;
};

/// The move constructor of a task's callable throws it if the plan says so (P51).
class move_failed : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override {
    return "the exception that the plan makes a callable's move throw";
  }
};

}  // namespace gauntlet::run
