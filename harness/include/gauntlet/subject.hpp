#pragma once

#include <concepts>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <system_error>
#include <utility>

#include "gauntlet/detail/adapter.hpp"
#include "gauntlet/detail/tracked.hpp"

/// To test your own task group, write an adapter of a few lines and register it with GAUNTLET_SUBJECT.
///
///   struct adapter {
///     explicit adapter(const gauntlet::setup&) {}
///     static gauntlet::capabilities promises() { return {.repeat_wait = false, .reuse = false}; }
///     void submit(gauntlet::task task) { group.start(gauntlet::throws(std::move(task))); }
///     void wait(gauntlet::result& out) { gauntlet::tell_thrown([this] { group.wait(); }, out); }
///     my::group group;
///   };
///   GAUNTLET_SUBJECT(adapter, "my_group", "what it is, in a few words");
///
/// gauntlet/detail/adapter.hpp lists the optional members, which are detected.
/// gauntlet/detail/capabilities.hpp lists what `promises()` can state.
namespace gauntlet {

using plan::capabilities;
using plan::error_policy;
using run::observation;
/// The former name of `observation`.
using look = observation;
using run::result;
using run::setup;
/// One task of a plan. The group calls it once, on any thread. It is movable but not copyable.
using task = run::task_call;

/// Presents a std::stop_token as the context of a task. It reports no cause.
/// Threading and memory ordering: as std::stop_token.
class stop_token_context final : public run::cancellation {
 public:
  explicit stop_token_context(std::stop_token token) : token_(std::move(token)) {}
  observation now() override { return {token_.stop_requested(), history::no_error}; }
  observation wait() override {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait(lock, token_, [] { return false; });
    return now();
  }
  std::unique_ptr<run::registration> on_cancel(run::callback& called) override {
    return std::make_unique<registered>(token_, called);
  }

 private:
  class registered final : public run::registration {
   public:
    registered(const std::stop_token& token, run::callback& called) : callback_(token, caller{&called}) {}

   private:
    struct caller {
      run::callback* called;
      void operator()() const { (*called)(); }
    };
    std::stop_callback<caller> callback_;
  };

  std::stop_token token_;
};

/// Returns the error category of tasks that fail with a std::error_code. The value of a code is the index of
/// the task plus one.
[[nodiscard]] inline const std::error_category& failed_tasks() {
  static const class final : public std::error_category {
    const char* name() const noexcept override { return "gauntlet"; }
    std::string message(int task) const override { return "error " + std::to_string(task - 1); }
  } instance;
  return instance;
}

/// Calls a task of a group that reports exceptions. Errors: throws if the plan says that the task fails.
inline void call_and_throw(task& t, run::cancellation& context) {
  const auto end = t(context);
  if (end.what == run::task_end::kind::fail) throw run::raised_failure(end.id);
}
/// Calls a task without a context. Errors: throws if the plan says that the task fails.
inline void call_and_throw(task& t) {
  run::no_cancellation none;
  call_and_throw(t, none);
}
/// Calls a task. Returns the exception that it threw, or null.
inline std::exception_ptr call_for_exception(task& t, run::cancellation& context) {
  try {
    call_and_throw(t, context);
    return nullptr;
  } catch (...) {
    return std::current_exception();
  }
}

/// For groups whose tasks fail by an exception. Returns a callable without arguments that throws if the task
/// fails.
[[nodiscard]] inline auto throws(task t) {
  return [t = std::move(t)]() mutable { call_and_throw(t); };
}
/// For groups whose tasks fail by an exception and get a std::stop_token. Returns a callable that takes the
/// token and throws if the task fails.
[[nodiscard]] inline auto throws_when_not_stopped(task t) {
  return [t = std::move(t)](std::stop_token token) mutable {
    stop_token_context context(std::move(token));
    call_and_throw(t, context);
  };
}

/// For groups whose tasks return a std::error_code. Returns a callable without arguments. It returns no error
/// if the task succeeds, and it throws if the plan says that the task throws.
[[nodiscard]] inline auto returns_code(task t) {
  return [t = std::move(t)]() mutable {
    run::no_cancellation none;
    const auto end = t(none);
    if (end.what != run::task_end::kind::fail) return std::error_code();
    return std::error_code(static_cast<int>(end.id) + 1, failed_tasks());
  };
}

/// For groups whose tasks return a std::exception_ptr. Returns a callable without arguments. It returns null
/// if the task succeeds, and it never throws.
[[nodiscard]] inline auto returns_exception(task t) {
  return [t = std::move(t)]() mutable {
    run::no_cancellation none;
    return call_for_exception(t, none);
  };
}

/// Adds an error that a wait returned to the result, and whether it is still intact. Call it once for each
/// error. The overloads for std::exception_ptr and std::error_code add nothing for null and for no error. An
/// error that no task made is added as foreign.
inline void tell(const run::failure& error, result& out) { out.add(error.id(), error.state()); }
/// Adds the exception that is being handled. Requires: called in a catch block.
inline void tell_current_exception(result& out) {
  try {
    throw;
  } catch (const run::raised_failure& raised) {
    tell(raised.get(), out);
  } catch (const run::hostile_failure& hostile) {
    tell(hostile.get(), out);
  } catch (...) {
    out.add(history::id_unknown, history::leaf_state::foreign);
  }
}
inline void tell(const std::exception_ptr& error, result& out) {
  if (!error) return;
  try {
    std::rethrow_exception(error);
  } catch (...) {
    tell_current_exception(out);
  }
}
inline void tell(const std::error_code& error, result& out) {
  if (!error) return;
  const bool made_by_a_task = error.category() == failed_tasks();
  out.add(made_by_a_task ? static_cast<std::uint32_t>(error.value() - 1) : history::id_unknown,
          made_by_a_task ? history::leaf_state::intact : history::leaf_state::foreign);
}

/// Calls `wait` and adds the exception that it throws, if any, to the result.
template <std::invocable F>
void tell_thrown(F wait, result& out) {
  try {
    wait();
  } catch (...) {
    tell_current_exception(out);
  }
}

/// Reports what an adapter lacks as a compile-time error. Returns true.
template <class Adapter>
consteval bool is_adapter() {
  static_assert(
      std::constructible_from<Adapter, const setup&>,
      "the adapter lacks a public constructor `explicit Adapter(const gauntlet::setup&)`: each case "
      "constructs its own group");
  static_assert(
      requires(Adapter a, task t) { a.submit(std::move(t)); },
      "the adapter lacks `void submit(gauntlet::task)`: it submits a task to the group, for example as "
      "gauntlet::throws(std::move(task))");
  static_assert(
      requires(Adapter a, result out) { a.wait(out); },
      "the adapter lacks `void wait(gauntlet::result&)`: it waits for the group and adds the returned "
      "errors to the result, for example with gauntlet::tell_thrown");
  static_assert(
      requires {
        { Adapter::promises() } -> std::same_as<capabilities>;
      }, "the adapter lacks `static gauntlet::capabilities promises()`: it states what the group can do");
  return true;
}

/// Registers an adapter as the subject of this name. `title` describes it in a few words. Returns true.
/// Requires: called before main; the name is unique. Threading: by one thread.
template <class Adapter>
bool add_subject(const char* name, const char* title) {
  static_assert(is_adapter<Adapter>());
  if constexpr (run::task_group_adapter<Adapter>)  // otherwise is_adapter has reported the error
    run::registry().push_back(run::describe_subject<Adapter>(name, run::subject_kind::program, title));
  return true;
}

}  // namespace gauntlet

#define GAUNTLET_JOIN_(a, b) a##b
#define GAUNTLET_JOIN(a, b) GAUNTLET_JOIN_(a, b)
/// Registers an adapter: GAUNTLET_SUBJECT(adapter, "name", "title"). Requires: used at namespace scope, in a
/// source of gauntlet_add_subject (CMake).
#define GAUNTLET_SUBJECT(adapter, name, title) \
  static const bool GAUNTLET_JOIN(gauntlet_subject_, __LINE__) = ::gauntlet::add_subject<adapter>(name, title)
