#include "harness/campaign/answers.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "harness/check/property.hpp"
#include "harness/history/history_json.hpp"
#include "harness/plan/bad_input.hpp"
#include "harness/plan/generate.hpp"

namespace gauntlet::campaign {
namespace {

using nlohmann::json;

/// Where answers go. What a subject prints must not come between them: it goes to the last words.
int answers = STDOUT_FILENO;

void keep_answers_apart() {
  answers = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  dup2(STDERR_FILENO, STDOUT_FILENO);
}

}  // namespace

void leave(int code) {
  syscall(SYS_exit_group, code);
  __builtin_unreachable();
}

void say(const std::string& line) {
  std::size_t done = 0;
  while (done < line.size()) {
    const auto n = write(answers, line.data() + done, line.size() - done);
    if (n <= 0) leave(0);  // the orchestrator is gone
    done += static_cast<std::size_t>(n);
  }
}

void say(const json& message) { say(message.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"); }

json described_properties() {
  json out = json::array();
  for (const auto* p : check::properties())
    out.push_back({{"id", p->id}, {"name", p->name}, {"summary", p->summary}});
  return out;
}

void for_each_case(const request& r, const run::subject_info& subject,
                   const std::function<void(const plan::plan&, std::uint64_t)>& run_case) {
  if (r.plan)
    if (const auto why = plan::why_impossible(*r.plan, subject.can))
      throw plan::bad_input(fmt::format("plan: {}", *why));
  for (std::uint32_t i = 0; i < r.count; ++i) {
    if (r.plan)
      run_case(*r.plan, r.first_seed);
    else
      run_case(plan::generate(r.first_seed + i, subject.can, r.size), r.first_seed + i);
  }
}

void say_done(const request& r, const history::history& last) {
  json done{{"done", r.count}};
  if (r.plan && r.with_history) done["history"] = history::to_json(last);
  say(done);
}

int serve_requests(const std::function<void(const request&)>& handle) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // no runner outlives its orchestrator, not even one that hangs
  signal(SIGPIPE, SIG_IGN);
  keep_answers_apart();
  std::string line;
  while (std::getline(std::cin, line)) {
    try {
      handle(read_request(line));
    } catch (const std::exception& problem) {
      say(json{{"error", problem.what()}});
    }
  }
  return 0;
}

}  // namespace gauntlet::campaign
