#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "error.hpp"
#include "injection_point.hpp"

namespace gauntlet::subjects {

/// The error of a context that was cancelled without a cause, and of one whose deadline has passed.
[[nodiscard]] inline const error& canceled() {
  static const error instance("canceled");
  return instance;
}
[[nodiscard]] inline const error& deadline_exceeded() {
  static const error instance("deadline exceeded");
  return instance;
}

/// Tells tasks that their work is no longer wanted, and why. A handle: copies share one state. Contexts form
/// a tree: cancelling one cancels all that were derived from it, with the same cause, and never its parent.
///
/// Guarantees: the first cancellation wins for ever; whoever sees `done` sees the cause. A context that is
/// derived while its parent is being cancelled is cancelled, too. Callbacks of the stop token run on the
/// cancelling thread, with no lock of the context held. Memory ordering: what precedes a cancellation
/// happens-before everything that follows seeing it. Threading: all members may be called by any thread.
class context {
 public:
  /// Never cancelled.
  [[nodiscard]] static context background() { return context(std::make_shared<state>()); }
  /// Cancelled, with the cause `canceled`, when a stop is requested.
  [[nodiscard]] static context from(const std::stop_token& token) {
    auto made = std::make_shared<state>();
    made->bridge.emplace(token, bridge_callback{made});
    return context(std::move(made));
  }
  /// A child of this context.
  [[nodiscard]] context derive() const {
    auto child = std::make_shared<state>();
    GAUNTLET_POINT(registered);
    adopt(state_, child);
    return context(std::move(child));
  }

  /// Cancels with this cause (none stands for `canceled`), unless that has happened already. Gives whether it
  /// did.
  bool cancel(const error& cause = {}) const {
    return cancel(*state_, cause ? cause : canceled(), canceled());
  }
  /// The same for a deadline that has passed.
  bool expire() const { return cancel(*state_, deadline_exceeded(), deadline_exceeded()); }

  [[nodiscard]] bool done() const noexcept { return state_->done.load(std::memory_order_acquire); }

  /// Why it was cancelled; none while it is not.
  [[nodiscard]] error cause() const { return done() ? state_->cause : error(); }
  /// `canceled` or `deadline_exceeded`, whatever the cause; none while it is not cancelled.
  [[nodiscard]] error err() const { return done() ? state_->kind : error(); }

  /// Blocks until it is cancelled.
  void wait() const {
    std::unique_lock lock(state_->mutex);
    while (!done()) {
      GAUNTLET_POINT(predicate_tested);
      state_->changed.wait(lock);
      GAUNTLET_POINT(woken);
    }
  }
  /// Blocks until it is cancelled or the time has come; gives whether it is cancelled.
  template <class Clock, class Duration>
  bool wait_until(const std::chrono::time_point<Clock, Duration>& when) const {
    std::unique_lock lock(state_->mutex);
    return state_->changed.wait_until(lock, when, [this] { return done(); });
  }

  /// A stop token that is stopped when the context is cancelled.
  [[nodiscard]] std::stop_token stop_token() const { return state_->source.get_token(); }

 private:
  struct state;
  struct bridge_callback {
    std::weak_ptr<state> target;
    void operator()() const {
      if (const auto held = target.lock()) cancel(*held, canceled(), canceled());
    }
  };

  struct state {
    ~state() {
      if (parent) parent->forget(this);
    }
    void forget(const state* child) {
      const std::lock_guard lock(mutex);
      std::erase_if(children, [child](const link& each) { return each.first == child; });
    }

    using link = std::pair<const state*, std::weak_ptr<state>>;
    std::mutex mutex;
    std::condition_variable changed;
    std::atomic<bool> done{false};
    error cause, kind;  // written once, before `done`
    std::stop_source source;
    std::vector<link> children;
    std::shared_ptr<state> parent;
    std::optional<std::stop_callback<bridge_callback>> bridge;
  };

  explicit context(std::shared_ptr<state> state) : state_(std::move(state)) {}

  /// Links the child, or cancels it at once where the parent is cancelled: under the parent's lock, so that
  /// no cancellation falls between the two.
  static void adopt(const std::shared_ptr<state>& parent, const std::shared_ptr<state>& child) {
    {
      const std::lock_guard lock(parent->mutex);
      if (!parent->done.load(std::memory_order_relaxed)) {
        child->parent = parent;
        parent->children.emplace_back(child.get(), child);
        return;
      }
    }
    cancel(*child, parent->cause, parent->kind);
  }

  static bool cancel(state& target, const error& cause, const error& kind) {
    std::vector<std::shared_ptr<state>> children;
    {
      const std::lock_guard lock(target.mutex);
      if (target.done.load(std::memory_order_relaxed)) return false;
      target.cause = cause;
      target.kind = kind;
      GAUNTLET_POINT(cause_stored);
      target.done.store(true, std::memory_order_release);
      for (const auto& each : target.children)
        if (auto held = each.second.lock()) children.push_back(std::move(held));
      target.children.clear();
      target.changed.notify_all();
    }
    target.source.request_stop();
    for (const auto& child : children) cancel(*child, cause, kind);
    return true;
  }

  std::shared_ptr<state> state_;
};

/// A context whose time is limited: it expires at the deadline. Destroying it cancels the context and ends
/// its timer.
class deadline_context {
 public:
  deadline_context(const context& parent, std::chrono::steady_clock::time_point when)
      : context_(parent.derive()), timer_([limited = context_, when] {
          if (!limited.wait_until(when)) limited.expire();
        }) {}
  ~deadline_context() { context_.cancel(); }
  deadline_context(const deadline_context&) = delete;
  deadline_context& operator=(const deadline_context&) = delete;

  [[nodiscard]] const context& get() const { return context_; }

 private:
  context context_;
  std::jthread timer_;
};

}  // namespace gauntlet::subjects
