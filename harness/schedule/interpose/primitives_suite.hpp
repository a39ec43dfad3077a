#pragma once

#include <gtest/gtest.h>

#include <string>

#include "harness/schedule/interpose/primitives_fixture.hpp"

namespace gauntlet::schedule {

/// Every primitive as ThreadSanitizer sees it (primitives_test.cpp). The test beside each file of this folder
/// instantiates it for the primitives of that file.
class every_primitive : public testing::TestWithParam<primitive> {};

#define GAUNTLET_EVERY_PRIMITIVE_OF(file)                                                  \
  INSTANTIATE_TEST_SUITE_P(file, every_primitive, testing::ValuesIn(primitives_of(#file)), \
                           [](const auto& info) { return std::string(info.param.name); })

}  // namespace gauntlet::schedule
