// Benchmarks of the references, compared with std::async and a loop of std::jthread. A benchmark is named
// CHART/SERIES/X, and its counter `y` is drawn. The output's context has the titles and axes of the charts.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "scenarios/subjects/collect_all.hpp"
#include "scenarios/subjects/fail_fast.hpp"
#include "scenarios/subjects/pool_executor.hpp"

namespace gauntlet::limits {
namespace {

using subjects::context;
using subjects::error;
using clock = std::chrono::steady_clock;

double us_since(clock::time_point start) {
  return std::chrono::duration<double, std::micro>(clock::now() - start).count();
}

const error& planned() {
  static const error instance("planned");
  return instance;
}

// --- running n tasks, of which every `fails`-th fails ---

error task(std::size_t i, std::size_t fails) { return fails != 0 && i % fails == 0 ? planned() : error(); }

template <class Executor>
error with_fail_fast(std::size_t n, std::ptrdiff_t limit, std::size_t fails) {
  auto group = subjects::basic_fail_fast<Executor>::with_context(context::background());
  if (limit > 0) group.set_limit(limit);
  for (std::size_t i = 0; i < n; ++i) group.go([i, fails] { return task(i, fails); });
  return group.wait();
}

template <class Executor>
error with_collect_all(std::size_t n, std::ptrdiff_t limit, std::size_t fails) {
  subjects::basic_collect_all<Executor> group(
      n, limit > 0 ? limit : subjects::basic_collect_all<Executor>::unlimited);
  for (std::size_t i = 0; i < n; ++i) group.go([i, fails] { return task(i, fails); });
  return group.wait();
}

error with_async(std::size_t n, std::ptrdiff_t, std::size_t fails) {
  std::vector<std::future<error>> futures;
  futures.reserve(n);
  for (std::size_t i = 0; i < n; ++i) futures.push_back(std::async(std::launch::async, task, i, fails));
  error first;
  for (auto& future : futures)
    if (error e = future.get(); e && !first) first = std::move(e);
  return first;
}

error with_jthreads(std::size_t n, std::ptrdiff_t, std::size_t fails) {
  std::vector<error> slots(n);
  {
    std::vector<std::jthread> threads;
    threads.reserve(n);
    for (std::size_t i = 0; i < n; ++i)
      threads.emplace_back([&slots, i, fails] { slots[i] = task(i, fails); });
  }
  for (error& e : slots)
    if (e) return std::move(e);
  return {};
}

using runner = error (*)(std::size_t, std::ptrdiff_t, std::size_t);
struct contender {
  const char* name;
  runner run;
  bool limited;
};
constexpr contender contenders[] = {
    {"fail_fast", with_fail_fast<subjects::thread_per_task>, true},
    {"fail_fast on a pool", with_fail_fast<subjects::pool_of_threads>, true},
    {"collect_all", with_collect_all<subjects::thread_per_task>, true},
    {"std::async", with_async, false},
    {"std::jthread loop", with_jthreads, false},
};

void add_run(const std::string& name, runner run, std::size_t n, std::ptrdiff_t limit, std::size_t fails) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    double us = 0;
    for (auto _ : state) {
      const auto start = clock::now();
      benchmark::DoNotOptimize(run(n, limit, fails));
      us += us_since(start);
    }
    state.counters["y"] = us / static_cast<double>(state.iterations()) / static_cast<double>(n);
  })->UseRealTime();
}

void cost_per_task() {
  for (const contender& c : contenders) {
    for (const std::size_t n : {1u, 4u, 16u, 64u, 256u, 1000u})
      add_run("tasks/" + std::string(c.name) + "/" + std::to_string(n), c.run, n, 0, 0);
    for (const std::size_t percent : {0u, 1u, 10u, 50u, 100u})
      add_run("failures/" + std::string(c.name) + "/" + std::to_string(percent), c.run, 64, 0,
              percent == 0 ? 0 : 100 / percent);
    if (!c.limited) continue;
    for (const std::ptrdiff_t limit : {1, 2, 4, 16, 64})
      add_run("limit/" + std::string(c.name) + "/" + std::to_string(limit), c.run, 64, limit, 0);
  }
}

// --- from the first failure to the last task that observes it ---

void latency(benchmark::State& state, std::size_t observers) {
  double us = 0;
  for (auto _ : state) {
    auto group = subjects::fail_fast::with_context(context::background());
    const context seen = *group.group_context();
    std::vector<clock::time_point> at(observers);
    clock::time_point failed;
    for (std::size_t i = 0; i < observers; ++i)
      group.go([&at, seen, i] {
        seen.wait();
        at[i] = clock::now();
        return error();
      });
    group.go([&failed] {
      failed = clock::now();
      return planned();
    });
    benchmark::DoNotOptimize(group.wait());
    us += std::chrono::duration<double, std::micro>(*std::max_element(at.begin(), at.end()) - failed).count();
  }
  state.counters["y"] = us / static_cast<double>(state.iterations());
}

void latencies() {
  for (const std::size_t n : {1u, 2u, 4u, 8u, 16u, 64u, 256u})
    benchmark::RegisterBenchmark(("latency/fail_fast/" + std::to_string(n)).c_str(),
                                 [n](benchmark::State& state) { latency(state, n); })
        ->UseRealTime();
}

// --- joining errors ---

void joins() {
  for (const std::size_t n : {1u, 10u, 100u, 1000u, 10000u, 100000u})
    benchmark::RegisterBenchmark(("join/join/" + std::to_string(n)).c_str(), [n](benchmark::State& state) {
      const std::vector<error> errors(n, planned());
      double us = 0;
      for (auto _ : state) {
        const auto start = clock::now();
        benchmark::DoNotOptimize(subjects::join(errors));
        us += us_since(start);
      }
      state.counters["y"] = us / static_cast<double>(state.iterations());
    })->UseRealTime();
}

nlohmann::json chart(const char* id, const char* title, const char* x, const char* y, bool log_x) {
  return {{"id", id}, {"title", title}, {"x_label", x}, {"y_label", y}, {"x_log", log_x}, {"y_log", true}};
}

}  // namespace
}  // namespace gauntlet::limits

int main(int argc, char** argv) {
  using namespace gauntlet::limits;
  const nlohmann::json charts{
      chart("tasks", "Cost of a task against the number of tasks", "tasks", "us per task", true),
      chart("limit", "Cost of a task against the limit (64 tasks)", "limit", "us per task", true),
      chart("failures", "Cost of a task against the failure rate (64 tasks)", "% of the tasks that fail",
            "us per task", false),
      chart("latency", "From the first failure to the last task that observes it",
            "tasks that wait for cancellation", "us", true),
      chart("join", "Joining errors", "errors", "us", true)};
  benchmark::AddCustomContext("charts", charts.dump());
  cost_per_task();
  latencies();
  joins();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
