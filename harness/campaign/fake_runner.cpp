// A runner for the tests of the orchestrator: it speaks the line protocol (docs/protocol.md) and runs
// nothing. How a case that goes wrong goes wrong is told by the name of its subject. Of a range of seeds
// those go wrong that four divides; an explicit plan goes wrong where one of its tasks throws. With every
// fault, of which each plan has two, it is the second that goes wrong; a plan with that fault does, too.

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "harness/protocol/exit_code.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/request.hpp"

namespace {

using namespace gauntlet::protocol;
using nlohmann::json;

void say(const json& answer) { std::cout << answer.dump() << std::endl; }

bool goes_wrong(const request& r, std::uint64_t seed) {
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
  f.sentence = "the fake runner was told to fail";
  json answer{{"finding", to_json(f)}, {"seed", seed}, {"exercised", 1}};
  if (with_every_fault) answer["faults"] = second_fault;
  say(answer);
  if (lingers) pause();  // as a sanitizer does that hangs in a report of its own
  _exit(exit_after_finding);
}

[[noreturn]] void die_by_signal(int signal_number) {
  signal(signal_number, SIG_DFL);
  raise(signal_number);
  pause();
  _exit(1);
}

[[noreturn]] void print_to_stderr(const char* words, int exit_code) {
  std::cerr << words << std::endl;
  _exit(exit_code);
}

void go_wrong(const request& r, std::uint64_t seed) {
  static int runs = 0;
  const auto is = [&](std::string_view behaviour) { return r.subject.starts_with(behaviour); };
  if (is("fails-every-third") && ++runs % 3 != 0) return;
  if (is("fails")) fail(oracle::property, "P06", seed);
  if (is("lingers")) fail(oracle::hang, "P04", seed, true);
  if (is("segv")) die_by_signal(SIGSEGV);
  if (is("aborts")) die_by_signal(SIGABRT);
  if (is("killed")) die_by_signal(SIGKILL);
  if (is("exits-3")) _exit(3);
  if (is("exits-0")) _exit(0);
  if (is("hangs")) pause();
  if (is("asan")) print_to_stderr("==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x1", 77);
  if (is("ubsan")) print_to_stderr("x.hpp:3:5: runtime error: signed integer overflow: 1 + 2", 77);
  if (is("torn")) std::cout << R"({"end":)" << std::flush, die_by_signal(SIGKILL);
  if (is("garbles")) say({{"finding", {{"key", "P06"}}}, {"seed", seed}}), _exit(exit_after_finding);
  if (is("leaks") && r.leak_check_each) fail(oracle::lsan, "lsan:leak", seed);
}

void run_with_every_fault(const request& r, std::uint64_t seed) {
  for (const auto& faults : {json::object(), json{{"allocation_fails_at", 1}}, second_fault}) {
    say({{"begin", seed}, {"faults", faults}});
    if (goes_wrong(r, seed) && faults == second_fault) go_wrong(r, seed);
  }
  say({{"end", seed}, {"exercised", 1}, {"us", 10}, {"faults", {{"tried", 2}, {"impossible", 1}}}});
}

void run(const request& r) {
  with_every_fault = r.every_fault;
  if (r.subject == "refused") return say({{"error", "unknown subject \"refused\""}});
  if (r.subject == "ends-early") _exit(0);
  for (std::uint32_t i = 0; i < r.count; ++i) {
    const auto seed = r.plan ? r.first_seed : r.first_seed + i;
    if (r.every_fault) {
      run_with_every_fault(r, seed);
      continue;
    }
    say({{"begin", seed}});
    if (goes_wrong(r, seed)) go_wrong(r, seed);
    say({{"end", seed}, {"exercised", 1}, {"us", 10}});
  }
  if (r.subject == "leaks" && !r.leak_check_each)
    say({{"leaks_in_batch", r.count}}), _exit(exit_after_finding);
  say({{"done", r.count}});
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) run(read_request(line));
}
