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

/// What one runner reports about the cases of its requests, with every death charged to the case that was
/// running. Threading: used by one thread.
class case_stream {
 public:
  /// Called for the cases of a request, in their order.
  class listener {
   public:
    virtual ~listener() = default;
    virtual void passed(const protocol::case_passed& passed) = 0;
    virtual void failed(const protocol::case_failed& failed) = 0;
    /// Whether to end in the middle of a request.
    [[nodiscard]] virtual bool cut_short() const = 0;
  };

  explicit case_stream(runner_process::options options);

  /// Sends the request, and passes its answers on to its end or to a first failing case. Errors:
  /// std::runtime_error where the harness fails.
  void serve(const protocol::request& request, listener& listener);

 private:
  void serve_answers(const protocol::request& request, listener& listener);
  void charge_death(const std::optional<protocol::case_begun>& running, listener& listener);
  void search_leak(const protocol::request& batch, listener& listener);

  runner_process::options options_;
  runner_process runner_;
  std::uint32_t deaths_between_cases_ = 0;
  std::uint64_t last_seed_ = 0;  // of the last case that ended, for messages
};

}  // namespace gauntlet::campaign
