#include "harness/campaign/counted_key.hpp"

#include <gtest/gtest.h>

namespace gauntlet::campaign {
namespace {

run::subject_description mutant(std::vector<std::string> killed_by) {
  run::subject_description out;
  out.kind = run::subject_kind::mutant;
  out.mutant = run::mutant_info{"original", "race", "", std::move(killed_by), {}, {}, ""};
  return out;
}

TEST(counted_key, is_the_first_key_of_a_subject_that_should_be_correct) {
  EXPECT_EQ(counted_key({}, {"P08", "P06"}), "P08");
}

TEST(counted_key, is_the_first_reason_that_a_mutant_declares) {
  const auto declares = mutant({"P06", "P08"});
  EXPECT_EQ(counted_key(declares, {"P08", "P06"}), "P06");
  EXPECT_TRUE(declares_kill(declares, "P08"));
}

TEST(counted_key, is_the_first_key_if_a_mutant_declares_none_of_them) {
  EXPECT_EQ(counted_key(mutant({"P01"}), {"P08", "P06"}), "P08");
  EXPECT_FALSE(declares_kill(mutant({"P01"}), "P08"));
  EXPECT_FALSE(declares_kill({}, "P08"));
}

TEST(keys_of, begins_with_the_key_of_the_finding) {
  protocol::finding found;
  found.key = "P08";
  found.also = {{protocol::oracle::property, "P06", "", {}}};
  EXPECT_EQ(keys_of(found), (std::vector<std::string>{"P08", "P06"}));
}

}  // namespace
}  // namespace gauntlet::campaign
