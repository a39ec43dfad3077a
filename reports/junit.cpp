#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <sstream>

#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;

std::string text(const json& in, const char* field) { return in.at(field).get<std::string>(); }

/// Writes one <testsuite>. The destructor adds the counts, which are attributes of the element and known only
/// at the end.
class suite {
 public:
  suite(pugi::xml_node parent, const std::string& name) : node_(parent.append_child("testsuite")) {
    node_.append_attribute("name") = name.c_str();
  }
  pugi::xml_node add(const std::string& name) {
    ++tests_;
    auto test = node_.append_child("testcase");
    test.append_attribute("classname") = node_.attribute("name").value();
    test.append_attribute("name") = name.c_str();
    return test;
  }
  void fail(pugi::xml_node test, const std::string& message, const std::string& body) {
    ++failures_;
    auto failure = test.append_child("failure");
    failure.append_attribute("message") = message.c_str();
    failure.text() = body.c_str();
  }
  void skip(pugi::xml_node test, const std::string& why) {
    ++skipped_;
    test.append_child("skipped").append_attribute("message") = why.c_str();
  }
  ~suite() {
    node_.append_attribute("tests") = tests_;
    node_.append_attribute("failures") = failures_;
    node_.append_attribute("skipped") = skipped_;
  }
  suite(const suite&) = delete;
  suite& operator=(const suite&) = delete;

 private:
  pugi::xml_node node_;
  int tests_ = 0, failures_ = 0, skipped_ = 0;
};

const json* finding_for(const json& document, const std::string& subject, const std::string& key) {
  for (const json& finding : document.at("findings"))
    if (finding.at("subject") == subject && (key.empty() || finding.at("key") == key)) return &finding;
  return nullptr;
}

void add_property(suite& suite, const json& document, const json& subject, const json& property) {
  auto test = suite.add(text(property, "id"));
  const auto verdict = text(property, "verdict");
  if (verdict == "failed") {
    const auto* finding = finding_for(document, text(subject, "name"), text(property, "id"));
    suite.fail(test,
               finding != nullptr
                   ? text(*finding, "sentence")
                   : "violated in " + counted(property.at("violated").get<std::uint64_t>(), "case"),
               finding != nullptr ? six_lines(*finding) : "");
  } else if (verdict != "passed") {
    const auto why = text(property, "why");
    suite.skip(test, !why.empty() ? why : verdict == "not_run" ? "not run" : "not exercised by any case");
  }
}

/// Adds the findings that no property reported: sanitizer reports, crashes, leaks and the like.
void add_other_findings(suite& suite, const json& document, const json& subject) {
  for (const json& finding : document.at("findings")) {
    if (finding.at("subject") != subject.at("name")) continue;
    const auto key = text(finding, "key");
    if (key.find(':') == std::string::npos && key != "oom") continue;
    suite.fail(suite.add(key), text(finding, "sentence"), six_lines(finding));
  }
}

void add_mutant(suite& suite, const json& document, const json& mutant) {
  auto test = suite.add(text(mutant, "id"));
  const auto verdict = text(mutant, "verdict");
  if (verdict == "killed") return;
  if (verdict == "not_run") return suite.skip(test, "not run");
  if (verdict == "not_finished") return suite.skip(test, "not finished within the time limit");
  const auto message =
      verdict == "survived"
          ? "survived " + counted(mutant.at("cases").get<std::uint64_t>(), "case")
          : fmt::format("killed by {}, which is not a reason that it declares", text(mutant, "killed_by"));
  const auto* finding = finding_for(document, text(mutant, "id"), "");
  suite.fail(test, message, finding != nullptr ? six_lines(*finding) : "");
}

}  // namespace

std::string junit(const json& document) {
  pugi::xml_document xml;
  auto declaration = xml.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  auto root = xml.append_child("testsuites");
  root.append_attribute("name") = "gauntlet";
  root.append_attribute("time") = document.at("run").at("seconds").get<double>();
  for (const json& subject : document.at("subjects")) {
    if (subject.at("flavours").empty()) continue;
    suite suite(root, "gauntlet." + text(subject, "name"));
    for (const json& property : subject.at("properties")) add_property(suite, document, subject, property);
    add_other_findings(suite, document, subject);
  }
  if (!document.at("mutants").empty()) {
    suite suite(root, "gauntlet.mutants");
    for (const json& mutant : document.at("mutants")) add_mutant(suite, document, mutant);
  }
  std::ostringstream out;
  xml.save(out, "  ");
  return out.str();
}

}  // namespace gauntlet::reports
