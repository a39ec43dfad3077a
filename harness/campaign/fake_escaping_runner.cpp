// A runner for the tests: a real runner with its own subjects. Two of them block in a system call that the
// harness cannot observe. One has a known number of opportunities for each fault. One deadlocks as it
// declares. One locks two mutexes in both orders, which cannot deadlock. An exception leaves a thread of one.
// One creates a pool in its first submit, which the process keeps. Some start child processes.

#include <linux/futex.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "gauntlet/detail/adapter.hpp"
#include "harness/runner/subject_executor.hpp"

namespace {

using namespace gauntlet;

/// Blocks forever in a futex call that bypasses the C library, so that the harness cannot intercept it.
[[noreturn]] void block_without_interception() {
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

/// Runs each task on its own thread.
class group {
 public:
  static plan::capabilities promises() { return {}; }
  explicit group(const run::setup&) {}
  void submit(run::task_call call, void (*after_task)() = [] {}) {
    threads_.emplace_back([mine = std::move(call), after_task]() mutable {
      run::no_cancellation none;
      mine(none);
      after_task();
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
    std::thread(block_without_interception).join();
  }
};

class blocks_in_its_constructor : public group {
 public:
  explicit blocks_in_its_constructor(const run::setup& how) : group(how) { block_without_interception(); }
};

/// Runs each task on its own thread. Every submit performs the same operations.
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
      run::no_cancellation none;
      (*mine)(none);
    }
  };
  std::list<run::task_call> slots_;
  std::vector<std::jthread> threads_;
};

class terminates : public group {
 public:
  using group::group;
  void submit(run::task_call call) {
    group::submit(std::move(call));
    std::thread([] { throw std::runtime_error("the words of the exception"); }).join();
  }
};

/// Its wait never returns after a submit, which it declares as a deviation.
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

/// Its wait takes more steps than a schedule may have.
class works_long : public group {
 public:
  using group::group;
  void wait(run::result& out) {
    group::wait(out);
    std::mutex mutex;
    for (int i = 0; i < 8'000; ++i) mutex.lock(), mutex.unlock();
  }
};

/// Its wait polls without end after a submit.
class polls_forever : public group {
 public:
  using group::group;
  void submit(run::task_call call) {
    group::submit(std::move(call));
    submitted_ = true;
  }
  void wait(run::result& out) {
    group::wait(out);
    for (bool polls = submitted_; polls; sched_yield()) {
      const std::lock_guard lock(mutex_);
      polls = submitted_;
    }
  }

 private:
  std::mutex mutex_;
  bool submitted_ = false;
};

/// Locks two mutexes in either order, but always under a third one. ThreadSanitizer does not know that this
/// excludes a deadlock (google/sanitizers issue 814).
class locks_under_a_gate : public group {
 public:
  using group::group;
  void submit(run::task_call call) {
    lock(a_, b_);
    group::submit(std::move(call));
  }
  void wait(run::result& out) {
    group::wait(out);
    lock(b_, a_);
  }

 private:
  void lock(std::mutex& one, std::mutex& other) {
    const std::lock_guard alone(gate_);
    const std::lock_guard first(one);
    const std::lock_guard second(other);
  }
  std::mutex gate_, a_, b_;
};

/// No thread can be created after that.
void lower_a_limit() {
  const rlimit one_megabyte{1u << 20, 1u << 20};
  setrlimit(RLIMIT_AS, &one_megabyte);
}

/// Does something after each submit, and after each task on its thread.
template <void (*AfterSubmit)(), void (*AfterTask)()>
class does_more : public group {
 public:
  using group::group;
  void submit(run::task_call call) {
    group::submit(std::move(call), AfterTask);
    AfterSubmit();
  }
};
void nothing() {}
void fork_and_go_on() {
  if (fork() < 0) std::abort();
}
void fork_and_linger() {
  const auto child = fork();
  if (child < 0) std::abort();
  while (child == 0) pause();
}
void leave_an_orphan() {
  const auto child = fork();
  if (child == 0) {
    setsid();
    fork_and_linger();
    _exit(0);
  }
  if (waitpid(child, nullptr, 0) != child) std::abort();
}
void wait_for_a_child() {
  const auto child = fork();
  if (child == 0) execl("/bin/true", "true", nullptr);
  int status = -1;
  if (waitpid(child, &status, 0) != child || status != 0) std::abort();
}
void read_standard_input() {
  char byte = 0;
  if (read(STDIN_FILENO, &byte, 1) != 0) std::abort();
}

/// Promises that a submit creates no thread. Its first task then runs before the first case.
template <class Group>
class pooled : public Group {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.thread_per_task = can.explorable = false;
    can.concurrency = 1;
    return can;
  }
  using Group::Group;
};

/// Runs all tasks on one thread, which the first submit of the process creates.
class lazy_pool {
 public:
  explicit lazy_pool(const run::setup&) {}
  void submit(run::task_call call) {
    ++left_;
    worker().run([this, mine = std::make_shared<run::task_call>(std::move(call))]() mutable {
      run::no_cancellation none;
      (*mine)(none);
      mine.reset();
      const std::lock_guard lock(mutex_);
      if (--left_ == 0) joined_.notify_all();
    });
  }
  void wait(run::result&) {
    std::unique_lock lock(mutex_);
    while (left_ > 0) joined_.wait(lock);
  }

 private:
  class thread {
   public:
    thread() : thread_([this] { work(); }) {}
    void run(std::function<void()> job) {
      const std::lock_guard lock(mutex_);
      jobs_.push_back(std::move(job));
      more_.notify_one();
    }

   private:
    void work() {
      for (std::function<void()> job;; job = nullptr) {
        std::unique_lock lock(mutex_);
        while (jobs_.empty()) more_.wait(lock);
        job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
      }
    }
    std::mutex mutex_;
    std::condition_variable more_;
    std::list<std::function<void()>> jobs_;
    std::thread thread_;
  };
  static thread& worker() {
    static auto* const kept = new thread;
    return *kept;
  }

  std::mutex mutex_;
  std::condition_variable joined_;
  std::atomic<int> left_{0};
};

template <class Group>
void add(const char* name) {
  run::registry().push_back(
      run::describe_subject<Group>(name, run::subject_kind::reference, "a subject of a test"));
}

}  // namespace

int main() {
  add<blocks_in_a_task>("blocks-in-a-task");
  add<blocks_in_its_constructor>("blocks-in-its-constructor");
  add<counts>("counts");
  add<locks_under_a_gate>("locks-under-a-gate");
  add<terminates>("terminates");
  add<works_long>("works-long");
  add<polls_forever>("polls-forever");
  add<pooled<lazy_pool>>("keeps-a-pool");
  add<pooled<blocks_in_a_task>>("blocks-in-its-first-task");
  add<pooled<terminates>>("terminates-in-its-first-task");
  add<does_more<fork_and_go_on, nothing>>("forks-in-submit-and-goes-on");
  add<does_more<nothing, fork_and_go_on>>("forks-in-a-task-and-goes-on");
  add<does_more<fork_and_linger, nothing>>("forks-and-lingers");
  add<does_more<leave_an_orphan, nothing>>("leaves-an-orphan");
  add<does_more<wait_for_a_child, nothing>>("waits-for-its-child");
  add<does_more<lower_a_limit, nothing>>("lowers-a-limit");
  add<does_more<read_standard_input, nothing>>("reads-standard-input");
  add<deadlocks>("deadlocks-as-declared");
  run::registry().back().deviations = {{"P04", "its wait never returns", "here"}};
  return runner::serve_subjects();
}
