#include "harness/plan/json_reader.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace gauntlet::plan {
namespace {

using nlohmann::json;

/// Returns the message of the bad_input that `read` throws; empty if it throws nothing.
template <class Read>
std::string error_of(const json& document, Read read) {
  try {
    read(json_reader(document, "file.json"));
    return "";
  } catch (const bad_input& bad) {
    return bad.what();
  }
}

TEST(json_reader, reads_values_of_every_type) {
  const json document = {
      {"n", 7}, {"big", 18446744073709551615u}, {"on", true}, {"text", "abc"}, {"list", {1, 2}}};
  const json_reader in(document, "");
  EXPECT_EQ(in.at("n").u32(), 7u);
  EXPECT_EQ(in.at("n").integer(-1, 7), 7);
  EXPECT_EQ(in.at("big").u64(), 18446744073709551615u);
  EXPECT_TRUE(in.at("on").boolean());
  EXPECT_EQ(in.at("text").text(), "abc");
  EXPECT_EQ(in.at("list").u16s(), (std::vector<std::uint16_t>{1, 2}));
  EXPECT_TRUE(in.has("n"));
  EXPECT_FALSE(in.has("m"));
}

TEST(json_reader, names_the_path_of_a_value_that_it_cannot_read) {
  const json document = {{"plan", {{"tasks", {{{"end", 5}}}}}}};
  const auto error = error_of(document, [](const json_reader& in) {
    in.at("plan").at("tasks").each([](const json_reader& task) { (void)task.at("end").text(); });
  });
  EXPECT_EQ(error, "file.json.plan.tasks[0].end: expected a string, found the number 5");
}

TEST(json_reader, reports_what_it_expected_and_what_it_found) {
  EXPECT_EQ(error_of("x", [](const json_reader& in) { (void)in.u32(); }),
            "file.json: expected a whole number, found the string \"x\"; write it without quotes");
  EXPECT_EQ(error_of(-1, [](const json_reader& in) { (void)in.u32(9); }),
            "file.json: -1 is out of range; use 0 to 9");
  EXPECT_EQ(error_of(18446744073709551615u, [](const json_reader& in) { (void)in.integer(0, 9); }),
            "file.json: 18446744073709551615 is out of range; use 0 to 9");
  EXPECT_EQ(error_of(-1, [](const json_reader& in) { (void)in.u64(); }),
            "file.json: expected a whole number of 0 or more, found the number -1");
  EXPECT_EQ(error_of(nullptr, [](const json_reader& in) { (void)in.boolean(); }),
            "file.json: expected true or false, found null");
  EXPECT_EQ(error_of(json::object(), [](const json_reader& in) { in.each([](const json_reader&) {}); }),
            "file.json: expected an array, found an object");
  EXPECT_EQ(error_of(json::array(), [](const json_reader& in) { (void)in.at("a"); }),
            "file.json: expected an object, found an array");
}

TEST(json_reader, rejects_a_missing_or_misspelt_field) {
  const json document = {{"tusks", 1}};
  EXPECT_EQ(error_of(document, [](const json_reader& in) { (void)in.at("tasks"); }),
            "file.json: field \"tasks\" is missing; add it");
  EXPECT_EQ(error_of(document, [](const json_reader& in) { in.allow_only({"tasks", "driver"}); }),
            "file.json: unknown field \"tusks\"; the known fields are tasks, driver");
  EXPECT_EQ(error_of(document, [](const json_reader& in) { in.allow_only({"tusks"}); }), "");
}

}  // namespace
}  // namespace gauntlet::plan
