#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/approved.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

TEST(matrix, equals_the_approved_file) {
  expect_approved("matrix.md", conformance_matrix(approved_document()));
}

}  // namespace
}  // namespace gauntlet::reports
