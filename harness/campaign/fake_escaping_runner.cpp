// A runner for the tests: a real one, with subjects that block where nobody sees it, by a system call of
// their own, one of which it is known how often a fault can strike, and one that deadlocks as it declares.

#include <linux/futex.h>
#include <sys/syscall.h>

#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "gauntlet/detail/adapter.hpp"
#include "harness/runner/subject_executor.hpp"

namespace {

using namespace gauntlet;

[[noreturn]] void block_unsynchronised() {
  const std::uint32_t word = 0;
  for (;;) {
    long result = SYS_futex;
    register const void* timeout asm("r10") = nullptr;
    asm volatile("syscall"
                 : "+a"(result)
                 : "D"(&word), "S"(FUTEX_WAIT_PRIVATE), "d"(0), "r"(timeout)
                 : "rcx", "r11", "memory");
  }
}

/// A thread for each task.
class group {
 public:
  static plan::capabilities promises() { return {}; }
  explicit group(const run::setup&) {}
  void submit(run::task_call call) {
    threads_.emplace_back([mine = std::move(call)]() mutable {
      run::no_cancellation nothing;
      mine(nothing);
    });
  }
  void wait(run::result&) { threads_.clear(); }

 private:
  std::vector<std::jthread> threads_;
};

class blocks_in_a_task : public group {
 public:
  using group::group;
  void submit(run::task_call call) {
    group::submit(std::move(call));
    std::thread(block_unsynchronised).join();
  }
};

class blocks_at_once : public group {
 public:
  explicit blocks_at_once(const run::setup& how) : group(how) { block_unsynchronised(); }
};

/// A thread for each task; submits do the same each time.
class counts {
 public:
  static plan::capabilities promises() { return {}; }
  explicit counts(const run::setup& how) { threads_.reserve(how.tasks); }
  void submit(run::task_call call) {
    for (int i = 0; i < 2; ++i) std::make_unique<volatile char[]>(100)[0] = 1;
    run::task_call moved(std::move(call));
    slots_.emplace_back(std::move(moved));
    try {
      threads_.emplace_back(body{&slots_.back()});
    } catch (...) {
      slots_.pop_back();
      throw;
    }
  }
  void wait(run::result&) {
    threads_.clear();
    slots_.clear();
  }

 private:
  struct body {
    run::task_call* mine;
    void operator()() const {
      run::no_cancellation nothing;
      (*mine)(nothing);
    }
  };
  std::list<run::task_call> slots_;
  std::vector<std::jthread> threads_;
};

/// Its wait never returns where there was a task, which it declares.
class deadlocks : public group {
 public:
  using group::group;
  void submit(run::task_call call) {
    group::submit(std::move(call));
    empty_ = false;
  }
  void wait(run::result& out) {
    group::wait(out);
    std::unique_lock lock(mutex_);
    while (!empty_) changed_.wait(lock);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool empty_ = true;
};

template <class Group>
void add(const char* name) {
  run::registry().push_back(
      run::describe_subject<Group>(name, run::subject_kind::reference, "blocks where nobody sees it"));
}

}  // namespace

int main() {
  add<blocks_in_a_task>("blocks-in-a-task");
  add<blocks_at_once>("blocks-at-once");
  add<counts>("counts");
  add<deadlocks>("deadlocks-as-declared");
  run::registry().back().deviations = {{"P04", "its wait never returns", "here"}};
  return runner::serve_subjects();
}
