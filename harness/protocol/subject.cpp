#include "harness/protocol/subject.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/plan/json_reader.hpp"
#include "harness/plan/plan_json.hpp"

namespace gauntlet::protocol {
namespace {

using nlohmann::json;

json to_json(const run::mutant_info& m) {
  return {{"of", m.of},
          {"class", m.defect_class},
          {"title", m.title},
          {"killed_by", m.killed_by},
          {"flavours", m.flavours},
          {"reports", m.reports},
          {"diff", m.diff}};
}

run::mutant_info read_mutant(const json& in) {
  return {in.at("of"),       in.at("class"),   in.at("title"), in.at("killed_by"),
          in.at("flavours"), in.at("reports"), in.at("diff")};
}

}  // namespace

json to_json(const subject& s) {
  json out{{"name", s.name},
           {"kind", run::name_of(s.kind)},
           {"title", s.title},
           {"capabilities", plan::to_json(s.can)}};
  if (s.mutant) out["mutant"] = to_json(*s.mutant);
  for (const auto& d : s.deviations)
    out["deviations"].push_back({{"property", d.property}, {"why", d.why}, {"source", d.source}});
  if (!s.flavours.empty()) out["flavours"] = s.flavours;
  if (!s.not_applicable.empty()) out["not_applicable"] = s.not_applicable;
  return out;
}

subject read_subject(const json& in) {
  subject s;
  s.name = in.at("name");
  s.title = in.at("title");
  const auto kind = std::find(run::subject_kind_names.begin(), run::subject_kind_names.end(),
                              in.at("kind").get<std::string>());
  if (kind == run::subject_kind_names.end())
    throw json::other_error::create(501, "unknown kind of subject", nullptr);
  s.kind = static_cast<run::subject_kind>(kind - run::subject_kind_names.begin());
  s.can = plan::read_capabilities({in.at("capabilities"), "capabilities"});
  if (in.contains("mutant")) s.mutant = read_mutant(in.at("mutant"));
  for (const json& d : in.value("deviations", json::array()))
    s.deviations.push_back({d.at("property"), d.at("why"), d.at("source")});
  s.flavours = in.value("flavours", std::vector<std::string>{});
  s.not_applicable = in.value("not_applicable", s.not_applicable);
  return s;
}

}  // namespace gauntlet::protocol
