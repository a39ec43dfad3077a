#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <string>

#include "gauntlet/detail/error_ids.hpp"

namespace gauntlet::run {

/// What a failing task fails with: a value that knows which task made it, with a payload on the heap, so that
/// a sanitizer sees whoever reads it without a happens-before edge or after its end. Threading: as any value
/// type: concurrent reads are fine.
class failure {
 public:
  explicit failure(std::uint32_t id);
  failure(const failure& other);
  failure(failure&& other) noexcept;
  failure& operator=(const failure&) = delete;
  failure& operator=(failure&&) = delete;
  ~failure();

  [[nodiscard]] std::uint32_t id() const { return id_; }
  /// Whether payload and number are what this run's task stored.
  [[nodiscard]] bool intact() const;
  [[nodiscard]] bool of_this_case() const;
  /// What both say of it as a leaf of a result.
  [[nodiscard]] history::leaf_state state() const;
  [[nodiscard]] std::string message() const;

 private:
  struct payload;
  std::uint32_t id_;
  std::unique_ptr<const payload> payload_;
};

/// The same as an exception.
class raised_failure : public std::exception {
 public:
  explicit raised_failure(std::uint32_t id) : failure_(id) {}
  [[nodiscard]] const failure& get() const { return failure_; }
  [[nodiscard]] const char* what() const noexcept override { return "a task threw, as planned"; }

 private:
  failure failure_;
};

/// The same as an exception that is no std::exception, and whose copy constructor throws: who copies what was
/// thrown loses it (P51).
class hostile_failure {
 public:
  explicit hostile_failure(std::uint32_t id) : failure_(id) {}
  hostile_failure(const hostile_failure& other) : failure_(other.failure_) { throw std::bad_alloc(); }
  hostile_failure& operator=(const hostile_failure&) = delete;
  [[nodiscard]] const failure& get() const { return failure_; }

 private:
  failure failure_;
};

/// Thrown by the move of a task's callable, where the plan says so.
class move_failed : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "a callable's move failed, as planned"; }
};

}  // namespace gauntlet::run
