#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "harness/campaign/runner_process.hpp"
#include "harness/protocol/answer.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/request.hpp"

namespace gauntlet::campaign {

/// Sends requests to one runner and reports the result of each case. Attributes every crash of the runner to
/// the case that was running. Threading: used by one thread.
class case_stream {
 public:
  /// Is called for each case of a request, in order.
  class listener {
   public:
    virtual ~listener() = default;
    virtual void passed(const protocol::case_passed& passed) = 0;
    virtual void failed(const protocol::case_failed& failed) = 0;
    /// The runner ended between two cases again and again. The last `failed` says so. More requests are
    /// useless.
    virtual void gave_up() = 0;
    /// Returns whether to end the request before its last case.
    [[nodiscard]] virtual bool cut_short() const = 0;
  };

  explicit case_stream(runner_process::options options);

  /// Sends the request, and reports its cases to the listener until the request ends or a case fails. Errors:
  /// std::runtime_error if the harness fails.
  void serve(const protocol::request& request, listener& listener);

 private:
  bool take(const std::string& line, const protocol::request& request, listener& listener);
  bool reject(const std::string& answered, listener& listener);
  void attribute_exit(listener& listener);
  void find_leaking_case(const protocol::request& batch, listener& listener);

  runner_process runner_;
  std::optional<protocol::case_begun> running_;  // the case that runs
  bool served_ = false;                          // the runner has run a case since it was started
  std::uint32_t exits_between_cases_ = 0;        // in a row
  std::uint64_t last_seed_ = 0;                  // of the last case that ended
};

}  // namespace gauntlet::campaign
