#include "harness/protocol/catalogue.hpp"

#include <nlohmann/json.hpp>

namespace gauntlet::protocol {

using nlohmann::json;

json to_json(const property& p) { return {{"id", p.id}, {"name", p.name}, {"summary", p.summary}}; }

property read_property(const json& in) { return {in.at("id"), in.at("name"), in.at("summary")}; }

json to_json(const catalogue& c) {
  json subjects = json::array(), properties = json::array();
  for (const auto& subject : c.subjects) subjects.push_back(to_json(subject));
  for (const auto& property : c.properties) properties.push_back(to_json(property));
  return {{"flavour", c.flavour},
          {"compiler", c.compiler},
          {"subjects", std::move(subjects)},
          {"properties", std::move(properties)}};
}

catalogue read_catalogue(const json& in) {
  catalogue out;
  out.flavour = in.value("flavour", "");
  out.compiler = in.value("compiler", "");
  for (const json& subject : in.at("subjects")) out.subjects.push_back(read_subject(subject));
  for (const json& property : in.value("properties", json::array()))
    out.properties.push_back(read_property(property));
  return out;
}

}  // namespace gauntlet::protocol
