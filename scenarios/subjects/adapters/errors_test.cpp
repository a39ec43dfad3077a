#include "scenarios/subjects/adapters/errors.hpp"

#include <gtest/gtest.h>

namespace gauntlet::subjects {
namespace {

error leaf(std::uint32_t id) { return error::of(run::failure(id)); }

std::uint32_t failed_search(const error& e) {
  run::result out;
  read_result(e, out);
  return out.failed_search;
}

TEST(read_result, accepts_correct_trees) {
  const auto second = [] { return wrap("one of two", leaf(1)); };
  EXPECT_EQ(failed_search(leaf(0)), 0u);
  EXPECT_EQ(failed_search(join({leaf(0), join({leaf(1), join({leaf(1), second()})}), leaf(2)})), 0u);
  EXPECT_EQ(failed_search(wrap("item", join({leaf(1), join({leaf(1), error(), second()})}))), 0u);
}

TEST(read_result, reports_a_flattened_join) {
  const auto second = [] { return wrap("one of two", leaf(1)); };
  EXPECT_EQ(failed_search(join({leaf(1), leaf(1), second()})), 5u);
  EXPECT_EQ(failed_search(join({leaf(0), leaf(1), join({leaf(1), second()})})), 5u);
}

}  // namespace
}  // namespace gauntlet::subjects
