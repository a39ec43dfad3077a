// A test double for a program in another language (docs/protocol.md, "A runner in another language"). It runs
// no plan. The name of the subject decides how it answers.

#include <signal.h>
#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

namespace {

using nlohmann::json;

constexpr std::uint32_t none = 0xffffffffu;
constexpr const char* behaviours[] = {"passes",
                                      "loses-the-error",
                                      "exits-3",
                                      "segv",
                                      "panics",
                                      "planned",
                                      "dying",
                                      "hangs",
                                      "silent",
                                      "garbage",
                                      "no-history",
                                      "half-a-line",
                                      "races",
                                      "races-as-declared",
                                      "hangs-as-declared"};

json subject(const std::string& name) {
  json out{{"name", name}, {"kind", "peer"}, {"title", "a fake"}};
  out["capabilities"] = {
      {"policy", "first"}, {"max_tasks", 64},     {"concurrency", 64},
      {"fixed_limit", -1}, {"explorable", false}, {"ends_on_exception", name == "planned" || name == "dying"},
      {"context", true},   {"zero_value", true},  {"abnormal_exit", true}};
  if (name.ends_with("-as-declared"))
    out["deviations"] = json::array({{{"property", "P04"},
                                      {"why", "it is a fake"},
                                      {"source", "https://example.org"},
                                      {"races", json::array({"SetLimit("})}}});
  return out;
}

json at(const char* kind, std::uint32_t task, std::uint32_t value, std::uint32_t extra) {
  static std::uint64_t time = 0;
  return json::array({kind, task, value, extra, time += 1000});
}

/// Returns the history of a case in which one task is submitted, runs and is waited for.
json history(bool fails, bool returns_error, bool ends) {
  auto driver = json::array({at("submit_begin", 0, 0, none), at("submit_end", 0, 0, 0)});
  auto task = json::array({at("body_begin", 0, 1, none), at("body_end", 0, fails ? 1 : 0, fails ? 0 : none)});
  auto gone = json::array({at("callable_gone", 0, 0, none)});
  driver.push_back(at("wait_begin", none, 0, none));
  if (ends) driver.push_back(at("wait_end", none, 0, returns_error ? 1 : 0));
  if (ends && returns_error) driver.push_back(at("wait_error", none, 0, 0));
  if (ends) driver.push_back(at("group_gone", none, 0, none));
  return {{"logs", json::array({driver, task, json::array(), json::array(), json::array(), json::array()})},
          {"unowned", gone},
          {"left", json::array({0, 0, 0, 0, 0})},
          {"ended", ends},
          {"clock_error", 200},
          {"overflowed", 0},
          {"late_runs", 0}};
}

void send(const json& answer) { std::cout << answer.dump() << std::endl; }

void race(const char* function) {
  std::cerr << "==================\nWARNING: DATA RACE\nWrite at 0x1 by goroutine 7:\n  main." << function
            << ")\n==================\n";
}

[[noreturn]] void end(const char* message, int code) {
  std::cerr << message << std::endl;
  _exit(code);
}

void run(const std::string& behaviour) {
  if (behaviour == "exits-3") _exit(3);
  if (behaviour == "segv") signal(SIGSEGV, SIG_DFL), raise(SIGSEGV);
  if (behaviour == "panics") end("panic: a nil map\n\ngoroutine 7 [running]:", 2);
  if (behaviour == "planned") end("panic: planned: task 0 throws", 2);
  if (behaviour == "silent") pause();
  if (behaviour == "garbage") std::cout << "hello" << std::endl;
  if (behaviour == "half-a-line") std::cout << R"({"history":)" << std::flush, _exit(0);
  if (behaviour == "no-history") send({{"history", {{"logs", 7}}}});
  if (behaviour == "hangs" || behaviour == "hangs-as-declared")
    send({{"history", history(false, false, false)}, {"hang", "deadlock"}}), _exit(0);
  if (behaviour == "dying") {
    auto unfinished = history(true, false, true);
    unfinished["logs"][1][1] = json::array({"body_end", 0, 2, 0, 4000});
    unfinished["ended"] = false;
    send({{"history", unfinished}, {"dying", true}});
    pause();
  }
  if (behaviour == "races") race("first(");
  if (behaviour == "races-as-declared") race("SetLimit(");
  send({{"history", history(behaviour == "loses-the-error", false, true)}});
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto request = json::parse(line);
    if (request.at("request") == "run") {
      run(request.at("subject"));
      continue;
    }
    json subjects = json::array();
    for (const char* name : behaviours) subjects.push_back(subject(name));
    send({{"language", "none"}, {"compiler", "fake 1"}, {"flavour", "fake"}, {"subjects", subjects}});
  }
}
