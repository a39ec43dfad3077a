#include "harness/campaign/bridge.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/campaign/answers.hpp"
#include "harness/campaign/deviations.hpp"
#include "harness/campaign/finding.hpp"
#include "harness/campaign/judge.hpp"
#include "harness/campaign/subject_json.hpp"
#include "harness/campaign/worker.hpp"
#include "harness/check/property_set_json.hpp"
#include "harness/history/history_json.hpp"
#include "harness/plan/bad_input.hpp"
#include "harness/plan/plan_json.hpp"

namespace gauntlet::campaign {
namespace {

using nlohmann::json;

/// The reports of the program's race detector among its words. Go's is ThreadSanitizer; they begin so.
std::vector<std::string_view> race_reports_in(std::string_view words) {
  constexpr std::string_view begin = "WARNING: DATA RACE";
  std::vector<std::string_view> out;
  for (auto at = words.find(begin); at != words.npos;) {
    const auto next = words.find(begin, at + 1);
    out.push_back(words.substr(at, next - at));
    at = next;
  }
  return out;
}

tsan_report races_in(const std::string& words) {
  tsan_report out;
  out.count = static_cast<std::uint32_t>(race_reports_in(words).size());
  if (out.count == 0) return out;
  out.kind = "data-race";
  // The functions that read what a task, or its submitter, wrote have these in their names.
  out.in_payload = words.find("Payload(") != std::string::npos;
  out.in_parcel = words.find("Parcel(") != std::string::npos;
  return out;
}

/// A run-time system's own last sentence, Go's say: "panic: …", "fatal error: all goroutines are asleep".
std::optional<finding> last_sentence(const std::string& words) {
  static const std::regex sentence(R"((?:^|\n)(panic|fatal error): ([^\n]*))");
  std::smatch match;
  if (!std::regex_search(words, match, sentence)) return std::nullopt;
  finding f;
  f.oracle = oracle::crash;
  f.key = match[1] == "panic" ? "crash:panic" : "crash:fatal-error";
  f.sentence =
      fmt::format("the process died with \"{}: {}\" while this case ran", match[1].str(), match[2].str());
  f.sanitizer = words;
  return f;
}

/// A function whose name in a race report says which declared deviation it belongs to.
struct race_of_a_deviation {
  std::string subject, property, function;
};

[[noreturn]] void die_likewise(int status) {
  if (WIFSIGNALED(status)) {
    signal(WTERMSIG(status), SIG_DFL);
    raise(WTERMSIG(status));
  }
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  leave(code == exit_after_finding ? 1 : code);
}

class bridge {
 public:
  bridge(const foreign_process::options& program, std::string flavour)
      : program_(program), flavour_(std::move(flavour)) {}

  void handle(const request& r) {
    if (r.what == request::kind::list) return say(describe());
    if (r.every_fault)
      throw plan::bad_input("every_fault: no fault can be injected into a program in another language");
    if (r.explore)
      throw plan::bad_input(
          "explore: the schedule of a program in another language can't be controlled; run it under stress");
    const auto& subject = find(r.subject);
    for_each_case(r, subject,
                  [&](const plan::plan& plan, std::uint64_t seed) { run_case(r, subject, plan, seed); });
    say_done(r, last_);
  }

 private:
  // ---- the catalogue

  json ask_for_catalogue() {
    const auto answer = ask({{"request", "list"}});
    if (!answer || !answer->contains("subjects"))
      throw std::runtime_error(fmt::format("{} does not say what it holds", name()));
    declared_races_.clear();
    for (const json& s : answer->at("subjects")) {
      subjects_.push_back(campaign::read_subject(s));
      for (const json& d : s.value("deviations", json::array()))
        for (const json& function : d.value("races", json::array()))
          declared_races_.push_back({subjects_.back().name, d.at("property"), function});
    }
    return *answer;
  }

  json describe() {
    subjects_.clear();
    const auto catalogue = ask_for_catalogue();
    json subjects = json::array();
    for (const auto& subject : subjects_) subjects.push_back(to_json(subject));
    return {{"flavour", flavour_},
            {"compiler", catalogue.value("compiler", "")},
            {"subjects", subjects},
            {"properties", described_properties()}};
  }

  const run::subject_info& find(const std::string& wanted) {
    if (subjects_.empty()) ask_for_catalogue();
    for (const auto& subject : subjects_)
      if (subject.name == wanted) return subject;
    throw plan::bad_input(fmt::format("unknown subject \"{}\"", wanted));
  }

  // ---- cases

  void run_case(const request& r, const run::subject_info& subject, plan::plan plan, std::uint64_t seed) {
    plan.faults = {};  // what can't be injected does not happen
    seed_ = seed;
    say(fmt::format("{{\"begin\":{}}}\n", seed));
    start_ = std::chrono::steady_clock::now();
    const auto answer = ask({{"request", "run"}, {"subject", subject.name}, {"plan", plan::to_json(plan)}});
    const judged_case of{subject, plan, r.properties};
    if (!answer) return judge_death(of);
    if (!answer->contains("history"))
      throw std::runtime_error(fmt::format("{}: {}", name(), answer->value("error", answer->dump())));
    auto taken = read_history(answer->at("history"));
    if (answer->contains("hang")) return judge_hang(of, std::move(taken), answer->at("hang") == "deadlock");
    if (answer->value("dying", false)) return judge_dying(of, std::move(taken));
    judge(r, of, std::move(taken));
  }

  void judge(const request& r, const judged_case& of, history::history taken) {
    const auto declared = declared_race(of);
    if (!declared.empty()) program_.end();  // it reports an equal race once only
    auto judged = judge_run(of, std::move(taken), declared.empty() ? races_in(words_) : tsan_report{});
    if (!declared.empty()) judged.deviated.insert(check::index_of(declared));
    if (!judged.found) {
      if (r.with_history) last_ = std::move(judged.taken);
      return say_end(judged.exercised, judged.deviated);
    }
    if (judged.raced) judged.found->sanitizer = words_;
    report(*judged.found, judged.exercised);
    if (!r.keep_going || judged.raced) leave(exit_after_finding);
  }

  /// The property, declared not to be kept, that all races of this case break; empty where there is none.
  std::string declared_race(const judged_case& of) const {
    std::string property;
    for (const auto report : race_reports_in(words_)) {
      const auto found = std::find_if(declared_races_.begin(), declared_races_.end(), [&](const auto& race) {
        return race.subject == of.subject.name && report.find(race.function) != report.npos &&
               !asked_for(of, race.property);
      });
      if (found == declared_races_.end()) return "";
      property = found->property;
    }
    return property;
  }

  /// The goroutines, say, of a case that hangs stand for ever: the next case has a new process.
  void judge_hang(const judged_case& of, history::history taken, bool deadlock) {
    program_.end();
    auto found = campaign::judge_hang(of, std::move(taken), deadlock);
    const bool raced = races_in(words_).count > 0 && declared_race(of).empty();
    if (raced) add_races(found);
    if (is_deviation(of, found.key) && !raced) return say_end({}, {check::index_of(found.key)});
    report(found, {});
    leave(exit_after_finding);
  }

  /// A wait has returned although a task has thrown what ends the process, which it now does (P47). What else
  /// may be wrong with the rest of the history is nobody's fault.
  void judge_dying(const judged_case& of, history::history taken) {
    program_.end();
    const std::vector<std::string> crash_wins{"P47"};
    const auto judged = judge_run({of.subject, of.plan, crash_wins}, std::move(taken), {});
    const check::property_set p47{check::index_of("P47")};
    const bool wanted = asked_for(of, "P47") || (of.properties.empty() && !run::declares(of.subject, "P47"));
    if (!judged.found || !wanted) return say_end(p47, judged.found ? p47 : check::property_set{});
    report(*judged.found, judged.exercised);
    leave(exit_after_finding);
  }

  void judge_death(const judged_case& of) {
    if (program_.ending() == foreign_process::ending::silent) {
      finding f;
      f.oracle = oracle::hang;
      f.key = "hang:no-answer";
      f.sentence = fmt::format(
          "{} gave no answer while this case ran, not even by its watchdog; it was killed", name());
      f.sanitizer = words_;
      report(f, {});
      leave(exit_after_finding);
    }
    // As it should, where a task throws what ends the process.
    if (of.subject.can.ends_on_exception && words_.find("planned: task ") != std::string::npos)
      return say_end({check::index_of("P47")}, {});
    auto found = last_sentence(words_);
    if (!found && races_in(words_).count == 0) die_likewise(program_.status());
    if (!found) found.emplace();
    add_races(*found);
    report(*found, {});
    leave(exit_after_finding);
  }

  // ---- answers

  void add_races(finding& f) const {
    if (races_in(words_).count == 0) return;
    f.sanitizer = words_;
    if (!f.key.empty()) return f.also.emplace_back("tsan:data-race"), void();
    f.oracle = oracle::tsan;
    f.key = "tsan:data-race";
    f.sentence = "the race detector reported a data race while this case ran, and the process died";
  }

  void say_end(const check::property_set& exercised, const check::property_set& deviated) const {
    const auto us =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start_);
    json end{{"end", seed_}, {"exercised", to_json(exercised)}, {"us", us.count()}};
    if (!deviated.empty()) end["deviated"] = to_json(deviated);
    say(end);
  }

  void report(const finding& f, const check::property_set& exercised) const {
    say(json{{"finding", to_json(f)}, {"seed", seed_}, {"exercised", to_json(exercised)}});
  }

  // ---- the program

  std::string name() const { return program_.executable().filename().string(); }

  /// Nothing where it gives no answer; its last words are in `words_`. Errors: std::runtime_error where it is
  /// no JSON.
  std::optional<json> ask(const json& question) {
    const auto line = program_.ask(question.dump() + "\n");
    words_ = program_.take_words();
    if (!line) return std::nullopt;
    auto answer = json::parse(*line, nullptr, false);
    if (answer.is_object()) return answer;
    program_.end();
    throw std::runtime_error(
        fmt::format("{} answered what is no line of JSON: \"{}\"", name(), line->substr(0, 200)));
  }

  history::history read_history(const json& told) {
    try {
      return history::read_history(told);
    } catch (const json::exception& problem) {
      program_.end();
      throw std::runtime_error(fmt::format("{} answered what is no history: {}", name(), problem.what()));
    }
  }

  foreign_process program_;
  std::string flavour_;
  std::vector<run::subject_info> subjects_;
  std::vector<race_of_a_deviation> declared_races_;
  std::string words_;  // of the last question
  std::uint64_t seed_ = 0;
  std::chrono::steady_clock::time_point start_;
  history::history last_;
};

}  // namespace

int serve_foreign(const foreign_process::options& program, const std::string& flavour) {
  bridge serving(program, flavour);
  return serve_requests([&](const request& r) { serving.handle(r); });
}

}  // namespace gauntlet::campaign
