#include "harness/protocol/case_file.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "harness/history/history_json.hpp"
#include "harness/plan/json_reader.hpp"
#include "harness/plan/plan_json.hpp"
#include "harness/protocol/schedule_faults.hpp"

namespace gauntlet::protocol {
namespace {

using nlohmann::json;
using plan::bad_input;
using plan::json_reader;

constexpr int case_version = 1;

recorded_run read_recorded(const json_reader& in) {
  recorded_run out;
  out.decisions = in.at("decisions").u16s();
  if (in.has("faults")) out.faults = read_faults(in.at("faults"));
  if (in.has("plain_accesses")) out.plain_accesses = in.at("plain_accesses").boolean();
  if (in.has("steps")) in.at("steps").each([&](const json_reader& s) { out.steps.push_back(s.text()); });
  if (!in.has("history")) return out;
  try {
    out.history = history::read_history(in.at("history").raw());
  } catch (const json::exception&) {
    in.at("history").fail("not a valid history; restore the original file, or remove this field");
  }
  return out;
}

case_file read(const json_reader& in) {
  case_file out;
  if (!in.has("gauntlet_case")) {
    out.plan = plan::read_plan(in);
    return out;
  }
  in.allow_only({"gauntlet_case", "subject", "flavour", "key", "seed", "plan", "faults", "plain_accesses",
                 "decisions", "steps", "history", "run_up"});
  if (const auto version = in.at("gauntlet_case").integer(0, 1'000'000); version != case_version)
    in.at("gauntlet_case")
        .fail(fmt::format("unknown version {}; this Gauntlet reads version {}", version, case_version));
  out.subject = in.at("subject").text();
  out.flavour = in.at("flavour").text();
  if (in.has("key")) out.key = in.at("key").text();
  if (in.has("seed")) out.seed = in.at("seed").u64();
  out.plan = plan::read_plan(in.at("plan"));
  if (in.has("decisions")) out.recorded = read_recorded(in);
  if (in.has("run_up")) out.run_up = read_run_up(in.at("run_up"));
  return out;
}

json parse(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file))
    throw bad_input(
        fmt::format("{}: cannot be read: no such file; name a case file or a plan in JSON", file.string()));
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (text.find_first_not_of(" \t\r\n") == std::string::npos)
    throw bad_input(fmt::format("{}: the file is empty; name a case file or a plan in JSON", file.string()));
  try {
    return json::parse(text);
  } catch (const json::parse_error& problem) {
    throw bad_input(fmt::format("{}: not JSON at byte {}; correct it there, or name another file",
                                file.string(), problem.byte));
  }
}

}  // namespace

void write_case(const std::filesystem::path& file, const case_file& content) {
  json document{{"gauntlet_case", case_version}, {"subject", content.subject},
                {"flavour", content.flavour},    {"key", content.key},
                {"seed", content.seed},          {"plan", plan::to_json(content.plan)}};
  if (content.recorded) {
    if (content.recorded->faults != schedule::schedule_faults{})
      document["faults"] = to_json(content.recorded->faults);
    if (content.recorded->plain_accesses) document["plain_accesses"] = true;
    document["decisions"] = content.recorded->decisions;
    document["steps"] = content.recorded->steps;
    if (content.recorded->history) document["history"] = history::to_json(*content.recorded->history);
  }
  if (content.run_up) document["run_up"] = to_json(*content.run_up);
  std::ofstream out(file);
  out << document.dump(2) << '\n';
  out.flush();
  if (!out) throw std::system_error(errno, std::generic_category(), file.string());
}

case_file read_case(const std::filesystem::path& file) {
  const auto document = parse(file);
  try {
    return read(json_reader(document, ""));
  } catch (const bad_input& problem) {
    throw bad_input(fmt::format("{}: {}", file.string(), problem.what()));
  }
}

}  // namespace gauntlet::protocol
