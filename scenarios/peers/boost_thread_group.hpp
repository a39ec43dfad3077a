#pragma once

#ifndef BOOST_THREAD_PROVIDES_FUTURE
#define BOOST_THREAD_PROVIDES_FUTURE
#define BOOST_THREAD_PROVIDES_SIGNATURE_PACKAGED_TASK
#endif
#include <boost/exception_ptr.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/thread.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "gauntlet/subject.hpp"

namespace gauntlet::peers {

/// The exception of a failing task. Like many exceptions of users, it is derived from std::runtime_error.
class failed_task : public std::runtime_error {
 public:
  explicit failed_task(std::uint32_t id) : std::runtime_error("a task failed"), failure_(id) {}
  [[nodiscard]] const run::failure& get() const { return failure_; }

 private:
  run::failure failure_;
};

/// A boost::thread_group whose threads run packaged tasks. The wait joins the group and reads every future.
class boost_thread_group_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::all;
    can.repeat_wait = can.reuse = false;  // get() may be called only once
    can.joins_threads = true;
    return can;
  }

  explicit boost_thread_group_adapter(const run::setup& how) { futures_.reserve(how.tasks); }

  void submit(run::task_call call) {
    auto task = std::make_shared<boost::packaged_task<void()>>([call = std::move(call)]() mutable {
      run::no_cancellation none;
      const auto end = call(none);
      if (end.what == run::task_end::kind::fail) throw failed_task(end.id);
    });
    auto future = task->get_future();
    threads_.create_thread([task] { (*task)(); });
    futures_.push_back(std::move(future));
  }
  void wait(run::result& out) {
    threads_.join_all();
    for (auto& future : futures_) read(future, out);
    futures_.clear();
  }

 private:
  static void read(boost::future<void>& future, run::result& out) {
    try {
      future.get();
    } catch (const failed_task& failure) {
      tell(failure.get(), out);
    } catch (...) {
      tell_current_exception(out);
    }
  }

  std::vector<boost::future<void>> futures_;
  boost::thread_group threads_;
};

}  // namespace gauntlet::peers
