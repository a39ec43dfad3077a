#include "harness/check/property_set_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace gauntlet::check {
namespace {

using nlohmann::json;

TEST(property_set_json, is_one_unsigned_integer_up_to_64_properties) {
  EXPECT_EQ(to_json({}).dump(), "0");
  EXPECT_EQ(to_json({0, 2}).dump(), "5");
  EXPECT_EQ(to_json({60, 63}).dump(), "10376293541461622784");
}

TEST(property_set_json, is_an_array_of_words_beyond_64_properties) {
  EXPECT_EQ(to_json({64}).dump(), "[0,1]");
  EXPECT_EQ(to_json({0, 65, 128}).dump(), "[1,2,1]");
}

TEST(property_set_json, can_be_read_back) {
  for (const property_set& set : {property_set{}, {0}, {63}, {64}, {1, 2, 63, 64, 190}})
    EXPECT_EQ(read_property_set(json::parse(to_json(set).dump())), set) << to_json(set);
}

TEST(property_set_json, rejects_values_that_are_not_a_set) {
  for (const char* text : {"-1", "1.5", "\"5\"", "null", "{}", "[1,-1]", "[[1]]"})
    EXPECT_THROW((void)read_property_set(json::parse(text)), json::type_error) << text;
}

}  // namespace
}  // namespace gauntlet::check
