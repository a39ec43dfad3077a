#include "harness/plan/plan_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "harness/plan/json_reader.hpp"
#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

/// Returns the message of the bad_input for this text; empty if it is a plan.
std::string error_of(const std::string& text) {
  try {
    (void)read_plan(json_reader(nlohmann::json::parse(text), "plan.json"));
    return "";
  } catch (const bad_input& bad) {
    return bad.what();
  }
}

TEST(plan_json, reads_every_plan_that_it_writes) {
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    for (const auto& can : {all_capabilities(), collect_all_capabilities()}) {
      const plan made = generate(seed, can);
      EXPECT_EQ(read_plan(json_reader(to_json(made), "made")), made) << made;
    }
}

TEST(plan_json, reads_capabilities_that_it_writes) {
  for (const auto& can : {capabilities{}, all_capabilities(), collect_all_capabilities(), two_task_program()})
    EXPECT_EQ(read_capabilities(json_reader(to_json(can), "can")), can);
}

TEST(plan_json, a_capability_that_an_older_file_lacks_gets_its_default) {
  auto older = to_json(all_capabilities());
  older.erase("waits_on_conditions");
  older.erase("context");
  const auto can = read_capabilities(json_reader(older, "can"));
  EXPECT_TRUE(can.waits_on_conditions);
  EXPECT_FALSE(can.context);
}

TEST(plan_json, reads_faults_that_it_writes) {
  for (const auto& f : {faults{}, faults{1, 0, 0, 0}, faults{0, 2, 3, 4}})
    EXPECT_EQ(read_faults_of_plan(json_reader(to_json(f), "faults")), f);
  EXPECT_EQ(to_json(faults{}), nlohmann::json::object());
}

TEST(read_plan, names_the_field_in_its_error) {
  EXPECT_NE(error_of(R"({"version":1,"tusks":[]})").find("tusks"), std::string::npos);
  EXPECT_NE(error_of(R"({"version":"one"})").find("version"), std::string::npos);
  EXPECT_NE(error_of(R"({"version":1,"limit":"four","driver":[]})").find("limit"), std::string::npos);
  EXPECT_NE(error_of(R"({"version":99})").find("version"), std::string::npos);
}

}  // namespace
}  // namespace gauntlet::plan
