#include "harness/runner/foreign_executor.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/check/property.hpp"
#include "harness/history/history_json.hpp"
#include "harness/plan/bad_input.hpp"
#include "harness/plan/plan_json.hpp"
#include "harness/protocol/exit_code.hpp"
#include "harness/runner/answer_channel.hpp"
#include "harness/runner/case_executor.hpp"
#include "harness/runner/described_properties.hpp"
#include "harness/runner/deviations.hpp"
#include "harness/runner/race_reports.hpp"
#include "harness/runner/server.hpp"

namespace gauntlet::runner {
namespace {

using nlohmann::json;
using protocol::finding;
using protocol::oracle;
using protocol::request;

/// Returns a finding for the error with which a run-time system ended its process, such as Go's "panic: …" or
/// "fatal error: …". Returns nullopt if the output has no such line.
std::optional<finding> last_error_line(const std::string& output) {
  for (const std::string_view word : {"panic", "fatal error"}) {
    const auto begin = fmt::format("{}: ", word);
    auto at = output.find(begin);
    while (at != output.npos && at != 0 && output[at - 1] != '\n') at = output.find(begin, at + 1);
    if (at == output.npos) continue;
    const auto sentence = output.substr(at, output.find('\n', at) - at);
    finding f;
    f.oracle = oracle::crash;
    f.key = word == "panic" ? "crash:panic" : "crash:fatal-error";
    f.sentence = fmt::format("The process ended with \"{}\" while this case ran.", sentence);
    f.sanitizer = output;
    return f;
  }
  return std::nullopt;
}

/// A race report that contains this function name belongs to this declared deviation.
struct deviation_race {
  std::string subject, property, function;
};

/// Ends this process with the signal or exit code of the foreign program, so that the orchestrator attributes
/// that to the case. An exit code that would mean "after a finding" becomes 1.
[[noreturn]] void end_with_status(int status) {
  if (WIFSIGNALED(status)) {
    signal(WTERMSIG(status), SIG_DFL);
    raise(WTERMSIG(status));
  }
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  leave(code == protocol::exit_after_finding ? 1 : code);
}

class foreign_executor final : public case_executor {
 public:
  foreign_executor(const foreign_process::options& program, std::string flavour)
      : program_(program), flavour_(std::move(flavour)) {}

  protocol::catalogue list() override;
  void check(const request& request, const run::subject_description& subject) const override;
  const run::subject_description& find(const std::string& subject) override;
  void warm_up(const run::subject_description&, std::uint64_t, const request&) override {}
  execution_result execute(const execution_request& request) override;
  bool leaks_found() override { return false; }

 private:
  execution_result judge(const judged_case& of, history::history recorded);
  execution_result judge_hang(const judged_case& of, history::history recorded, bool deadlock);
  execution_result judge_dying(const judged_case& of, history::history recorded);
  execution_result judge_exit(const judged_case& of);
  [[nodiscard]] std::string declared_race(const judged_case& of) const;
  void add_races(finding& f) const;

  [[nodiscard]] std::string name() const { return program_.executable().filename().string(); }
  json ask_for_catalogue();
  std::optional<json> ask(const json& question);
  history::history read_history(const json& in);

  foreign_process program_;
  std::string flavour_;
  std::vector<protocol::subject> subjects_;
  std::vector<deviation_race> declared_races_;
  std::string output_;  // stderr of the program during the last question
};

execution_result with_finding(finding f) {
  execution_result out;
  out.found = std::move(f);
  out.must_restart = true;
  return out;
}

execution_result passing(check::property_set exercised, check::property_set deviated) {
  execution_result out;
  out.exercised = std::move(exercised);
  out.deviated = std::move(deviated);
  return out;
}

json foreign_executor::ask_for_catalogue() {
  auto answer = ask({{"request", "list"}});
  if (!answer || !answer->contains("subjects"))
    throw std::runtime_error(fmt::format("{} did not list its subjects", name()));
  subjects_.clear();
  declared_races_.clear();
  for (const json& s : answer->at("subjects")) {
    subjects_.push_back(catalogued(protocol::read_subject(s)));
    for (const json& d : s.value("deviations", json::array()))
      for (const json& function : d.value("races", json::array()))
        declared_races_.push_back({subjects_.back().name, d.at("property"), function});
  }
  return *std::move(answer);
}

protocol::catalogue foreign_executor::list() {
  const auto answer = ask_for_catalogue();
  return {flavour_, answer.value("compiler", ""), subjects_, described_properties()};
}

const run::subject_description& foreign_executor::find(const std::string& wanted) {
  if (subjects_.empty()) ask_for_catalogue();
  for (const auto& subject : subjects_)
    if (subject.name == wanted) return subject;
  throw plan::bad_input(fmt::format("unknown subject \"{}\"", wanted));
}

void foreign_executor::check(const request& r, const run::subject_description&) const {
  if (r.every_fault)
    throw plan::bad_input("every_fault: no fault can be injected into a program in another language");
  if (r.explore)
    throw plan::bad_input(
        "explore: the schedule of a program in another language cannot be controlled; run it under stress");
}

execution_result foreign_executor::execute(const execution_request& request) {
  auto plan = request.plan;
  plan.faults = {};  // no fault can be injected
  send(protocol::case_begun{request.seed});
  const auto start = std::chrono::steady_clock::now();
  const auto answer =
      ask({{"request", "run"}, {"subject", request.subject.name}, {"plan", plan::to_json(plan)}});
  const judged_case of{request.subject, plan, request.how.properties};
  execution_result out;
  if (!answer) {
    out = judge_exit(of);
  } else if (!answer->contains("history")) {
    throw std::runtime_error(fmt::format("{}: {}", name(), answer->value("error", answer->dump())));
  } else {
    auto recorded = read_history(answer->at("history"));
    if (answer->contains("hang"))
      out = judge_hang(of, std::move(recorded), answer->at("hang") == "deadlock");
    else if (answer->value("dying", false))
      out = judge_dying(of, std::move(recorded));
    else
      out = judge(of, std::move(recorded));
  }
  const auto took = std::chrono::steady_clock::now() - start;
  out.us = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  return out;
}

execution_result foreign_executor::judge(const judged_case& of, history::history recorded) {
  const auto declared = declared_race(of);
  if (!declared.empty()) program_.end();  // a race detector reports each race only once per process
  auto judged = judge_run(of, std::move(recorded), declared.empty() ? races_in(output_) : tsan_report{});
  execution_result out;
  out.found = std::move(judged.found);
  out.recorded = std::move(judged.recorded);
  out.exercised = judged.exercised;
  out.deviated = judged.deviated;
  if (!declared.empty()) out.deviated.insert(check::index_of(declared));
  out.must_restart = judged.raced;
  if (out.found && judged.raced) out.found->sanitizer = output_;
  return out;
}

/// Returns the declared deviation that all race reports of this case belong to. Returns "" if there is no
/// race, or one of another cause.
std::string foreign_executor::declared_race(const judged_case& of) const {
  std::string property;
  for (const auto report : race_reports_in(output_)) {
    const auto found = std::find_if(declared_races_.begin(), declared_races_.end(), [&](const auto& race) {
      return race.subject == of.subject.name && report.find(race.function) != report.npos &&
             !requested_by_name(of, race.property);
    });
    if (found == declared_races_.end()) return "";
    property = found->property;
  }
  return property;
}

/// The threads of a case that hangs never end. The next case therefore gets a new process.
execution_result foreign_executor::judge_hang(const judged_case& of, history::history recorded,
                                              bool deadlock) {
  program_.end();
  auto found = runner::judge_hang(of, std::move(recorded), deadlock);
  const bool raced = races_in(output_).count > 0 && declared_race(of).empty();
  if (raced) add_races(found);
  if (is_deviation(of, found.key) && !raced) return passing({}, {check::index_of(found.key)});
  return with_finding(std::move(found));
}

/// A wait returned although a task threw an exception that must end the process (P47). The process is about
/// to end. The rest of the history is incomplete, so only P47 is checked.
execution_result foreign_executor::judge_dying(const judged_case& of, history::history recorded) {
  program_.end();
  const std::vector<std::string> crash_wins{"P47"};
  auto judged = judge_run({of.subject, of.plan, crash_wins}, std::move(recorded), {});
  const check::property_set p47{check::index_of("P47")};
  const bool is_checked =
      requested_by_name(of, "P47") || (of.properties.empty() && !run::declares(of.subject, "P47"));
  if (!judged.found || !is_checked) return passing(p47, judged.found ? p47 : check::property_set());
  auto out = with_finding(*std::move(judged.found));
  out.exercised = judged.exercised;
  return out;
}

execution_result foreign_executor::judge_exit(const judged_case& of) {
  if (program_.ending() == foreign_process::ending::timed_out) {
    finding f;
    f.oracle = oracle::hang;
    f.key = "hang:no-answer";
    f.sentence = fmt::format(
        "{} did not answer while this case ran, and its own watchdog reported no hang. Gauntlet killed it.",
        name());
    f.sanitizer = output_;
    return with_finding(std::move(f));
  }
  // Correct if a task throws an exception that must end the process.
  if (of.subject.can.ends_on_exception && output_.find("planned: task ") != std::string::npos)
    return passing({check::index_of("P47")}, {});
  auto found = last_error_line(output_);
  if (!found && races_in(output_).count == 0) end_with_status(program_.status());
  if (!found) found.emplace();
  add_races(*found);
  return with_finding(*std::move(found));
}

void foreign_executor::add_races(finding& f) const {
  if (races_in(output_).count == 0) return;
  f.sanitizer = output_;
  protocol::reason race{
      oracle::tsan, "tsan:data-race", "The race detector reported a data race while this case ran.", {}};
  if (!f.key.empty()) return f.add_reason(std::move(race));
  race.sentence = "The race detector reported a data race while this case ran, and the process ended.";
  static_cast<protocol::reason&>(f) = std::move(race);
}

/// Returns nullopt if the program did not answer. Errors: std::runtime_error if the answer is not JSON.
std::optional<json> foreign_executor::ask(const json& question) {
  const auto line = program_.ask(question.dump() + "\n");
  output_ = program_.take_stderr();
  if (!line) return std::nullopt;
  auto answer = json::parse(*line, nullptr, false);
  if (answer.is_object()) return answer;
  program_.end();
  throw std::runtime_error(fmt::format("{}: the answer is not JSON: \"{}\"", name(), line->substr(0, 200)));
}

history::history foreign_executor::read_history(const json& in) {
  try {
    return history::read_history(in);
  } catch (const json::exception& problem) {
    program_.end();
    throw std::runtime_error(
        fmt::format("{}: the answer holds no valid history: {}", name(), problem.what()));
  }
}

}  // namespace

int serve_foreign(const foreign_process::options& program, const std::string& flavour) {
  foreign_executor executor(program, flavour);
  return serve_requests(executor);
}

}  // namespace gauntlet::runner
