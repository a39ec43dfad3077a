#pragma once

#ifndef BOOST_THREAD_VERSION
#define BOOST_THREAD_VERSION 4
#endif
#include <boost/exception_ptr.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/thread.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "exceptions.hpp"

namespace gauntlet::peers {

/// A boost::thread_group whose threads run packaged tasks; the wait joins it and gets every future. A failure
/// is thrown as Boost's documentation wants it, prepared for boost::current_exception; a task of the plan
/// that throws by itself is not.
class boost_thread_group_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::all;
    can.repeat_wait = can.reuse = false;  // a future is got once
    can.joins_threads = true;
    return can;
  }

  explicit boost_thread_group_adapter(const run::setup& how) { futures_.reserve(how.tasks); }

  void submit(run::task_call call) {
    boost::packaged_task<void()> task([call = std::move(call)]() mutable {
      run::no_cancellation none;
      const auto end = call(none);
      if (end.what == run::task_end::kind::fail)
        throw boost::enable_current_exception(run::raised_failure(end.id));
    });
    auto future = task.get_future();
    auto thread = std::make_unique<boost::thread>(std::move(task));
    futures_.push_back(std::move(future));
    threads_.add_thread(thread.get());
    thread.release();
  }
  void wait(run::result& out) {
    threads_.join_all();
    for (auto& future : futures_) call_and_read([&] { future.get(); }, out);
    futures_.clear();
  }

 private:
  std::vector<boost::future<void>> futures_;
  boost::thread_group threads_;
};

}  // namespace gauntlet::peers
