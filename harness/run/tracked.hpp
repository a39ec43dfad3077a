#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <string>

#include "harness/schedule/unseen.hpp"

namespace gauntlet::run {

/// Live objects that the harness handed to the subject. Relaxed: they add no happens-before edge.
struct live_objects {
  schedule::unseen<std::int64_t> callables{0};
  schedule::unseen<std::int64_t> errors{0};
  schedule::unseen<std::int64_t> payloads{0};
};
[[nodiscard]] live_objects& live();

/// Which case of this process is running; an error that bears another number comes from another run.
[[nodiscard]] std::uint32_t current_case();
void next_case();

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

}  // namespace gauntlet::run
