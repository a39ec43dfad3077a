// A test double for a runner. It speaks the line protocol (docs/protocol.md) and runs no plan. The name of
// the subject decides how a failing case fails. These cases fail:
// - of a range of seeds, each seed that is a multiple of four;
// - an explicit plan, if one of its tasks throws, or if its second allocation fails;
// - under `every_fault`, where each plan has two faults, the run with the second fault.

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "harness/plan/plan_json.hpp"
#include "harness/protocol/exit_code.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/request.hpp"

namespace {

using namespace gauntlet::protocol;
using nlohmann::json;

void send(const json& answer) { std::cout << answer.dump() << std::endl; }

bool must_fail(const request& r, std::uint64_t seed) {
  if (r.subject.ends_with("-once") && r.plan) return false;
  if (!r.plan) return seed % 4 == 0;
  if (r.plan->faults.allocation_fails_at == 2) return true;
  return std::any_of(r.plan->tasks.begin(), r.plan->tasks.end(),
                     [](const auto& task) { return task.end == gauntlet::plan::ending::raise; });
}

const json second_fault{{"allocation_fails_at", 2}};
bool with_every_fault = false;

[[noreturn]] void fail(oracle oracle, const char* key, std::uint64_t seed, bool lingers = false) {
  finding f;
  f.oracle = oracle;
  f.key = key;
  f.sentence = "The fake runner failed as its subject demands.";
  if (f.key == "P06") f.also = {{oracle::property, "P16", "The sentence of P16.", {}}};
  json answer{{"finding", to_json(f)}, {"seed", seed}, {"exercised", 1}};
  if (with_every_fault) answer["faults"] = second_fault;
  send(answer);
  if (lingers) pause();  // as a sanitizer that hangs in its own report
  _exit(exit_after_finding);
}

[[noreturn]] void end_by_signal(int signal_number) {
  signal(signal_number, SIG_DFL);
  raise(signal_number);
  pause();
  _exit(1);
}

[[noreturn]] void print_to_stderr(const char* message, int exit_code) {
  std::cerr << message << std::endl;
  _exit(exit_code);
}

std::filesystem::path folder_of_the_test;

/// Counts the runs of that kind in a file, which all processes of a test share.
std::uintmax_t count_run_of(const std::string& kind) {
  const auto file = folder_of_the_test / ("runs-of-" + std::to_string(std::hash<std::string>()(kind)));
  std::ofstream(file, std::ios::app) << '.';
  return std::filesystem::file_size(file);
}

/// A process in a session of its own, whose parent has ended.
void leave_an_orphan() {
  if (fork() != 0) return;
  setsid();
  if (fork() != 0) _exit(0);
  for (;;) pause();
}

void flood(std::size_t megabytes) {
  const std::string block(1u << 20, 'x');
  std::cerr << "the beginning\n";
  for (std::size_t i = 0; i < megabytes; ++i) std::cerr << block;
  std::cerr << "\nthe end\n" << std::flush;
}

void fail_as_named(const request& r, std::uint64_t seed) {
  static int runs = 0;
  const auto is = [&](std::string_view behaviour) { return r.subject.starts_with(behaviour); };
  if (is("fails-in-every-third-run") && count_run_of("any") % 3 != 0) return;
  if (is("fails-once-each") && count_run_of(gauntlet::plan::to_json(*r.plan).dump()) != 1) return;
  if (is("fails-every-third") && ++runs % 3 != 0) return;
  if (is("fails")) fail(oracle::property, "P06", seed);
  if (is("lingers")) fail(oracle::hang, "P04", seed, true);
  if (is("segv")) end_by_signal(SIGSEGV);
  if (is("aborts")) end_by_signal(SIGABRT);
  if (is("killed")) end_by_signal(SIGKILL);
  if (is("hung-up")) end_by_signal(SIGHUP);
  if (is("exits-3")) _exit(3);
  if (is("limit")) print_to_stderr("gauntlet: the harness itself failed: too many threads", 3);
  if (is("exits-0")) _exit(0);
  if (is("hangs")) pause();
  if (is("stops")) raise(SIGSTOP);
  if (is("gives-up")) send({{"error", "std::bad_alloc"}}), pause();
  if (is("execs")) fcntl(STDOUT_FILENO, F_SETFD, FD_CLOEXEC), execl("/bin/sleep", "sleep", "3600", nullptr);
  if (is("orphans")) leave_an_orphan(), end_by_signal(SIGABRT);
  if (is("floods")) flood(30), end_by_signal(SIGABRT);
  if (is("forges")) send({{"end", seed + 1000}, {"exercised", 1}, {"us", 10}}), pause();
  if (is("imitates")) send({{"end", "no seed"}}), pause();
  if (is("asan")) print_to_stderr("==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x1", 77);
  if (is("ubsan")) print_to_stderr("x.hpp:3:5: runtime error: signed integer overflow: 1 + 2", 77);
  if (is("torn")) std::cout << R"({"end":)" << std::flush, end_by_signal(SIGKILL);
  if (is("garbles")) send({{"finding", {{"key", "P06"}}}, {"seed", seed}}), _exit(exit_after_finding);
  if (is("leaks") && r.leak_check_each) fail(oracle::lsan, "lsan:leak", seed);
}

void run_with_every_fault(const request& r, std::uint64_t seed) {
  for (const auto& faults : {json::object(), json{{"allocation_fails_at", 1}}, second_fault}) {
    send({{"begin", seed}, {"faults", faults}});
    if (must_fail(r, seed) && faults == second_fault) fail_as_named(r, seed);
  }
  send({{"end", seed}, {"exercised", 1}, {"us", 10}, {"faults", {{"tried", 2}, {"impossible", 1}}}});
}

void run(const request& r) {
  static bool served = false;
  with_every_fault = r.every_fault;
  if (r.subject == "refuses-later" && std::exchange(served, true))
    return send({{"error", "unknown subject \"refuses-later\""}});
  if (r.subject == "refused") return send({{"error", "unknown subject \"refused\""}});
  if (r.subject == "ends-early") _exit(0);
  for (std::uint32_t i = 0; i < r.count; ++i) {
    const auto seed = r.plan ? r.first_seed : r.first_seed + i;
    if (r.every_fault) {
      run_with_every_fault(r, seed);
      continue;
    }
    send({{"begin", seed}});
    if (must_fail(r, seed)) fail_as_named(r, seed);
    send({{"end", seed}, {"exercised", 1}, {"us", 10}});
  }
  if (r.subject == "leaks" && !r.leak_check_each)
    send({{"leaks_in_batch", r.count}}), _exit(exit_after_finding);
  send({{"done", r.count}});
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 1) folder_of_the_test = std::filesystem::path(arguments[1]).parent_path();
  std::string line;
  while (std::getline(std::cin, line)) run(read_request(line));
}
