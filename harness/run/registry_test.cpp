#include "gauntlet/detail/contract.hpp"

#include <gtest/gtest.h>

namespace gauntlet::run {
namespace {

/// Registers a subject until the end of the test.
class registered {
 public:
  explicit registered(std::string name) {
    registry().emplace_back();
    registry().back().name = std::move(name);
  }
  ~registered() { registry().pop_back(); }
  registered(const registered&) = delete;
  registered& operator=(const registered&) = delete;
};

TEST(registry, finds_a_subject_by_its_name) {
  const registered one("one"), other("other");
  EXPECT_EQ(subject_named("other"), &registry().back());
  EXPECT_EQ(subject_named("one"), &registry().back() - 1);
  EXPECT_EQ(subject_named("on"), nullptr);
}

TEST(subject_info, declares_the_properties_that_it_deviates_from) {
  subject_info subject;
  subject.deviations = {{"P16", "it does not", "https://example.org"}};
  EXPECT_TRUE(declares(subject, "P16"));
  EXPECT_FALSE(declares(subject, "P1"));
}

TEST(subject_kind, has_a_name) {
  EXPECT_STREQ(name_of(subject_kind::reference), "reference");
  EXPECT_STREQ(name_of(subject_kind::decoy), "decoy");
}

TEST(result, counts_leaves_beyond_its_capacity) {
  result out;
  for (std::uint32_t i = 0; i < result::max_leaves + 2; ++i) out.add(i, history::leaf_state::intact);
  EXPECT_EQ(out.count, result::max_leaves + 2);
  EXPECT_EQ(out.leaves.back().id, result::max_leaves - 1);
}

}  // namespace
}  // namespace gauntlet::run
