#pragma once

#include <gtest/gtest.h>

#include <string>

#include "harness/schedule/interpose/primitives_fixture.hpp"

namespace gauntlet::schedule {

/// Tests which data races ThreadSanitizer reports for every primitive (primitives_test.cpp). The test of each
/// file of this folder instantiates the suite for the primitives that the file interposes.
class every_primitive : public testing::TestWithParam<primitive> {};

#define GAUNTLET_EVERY_PRIMITIVE_OF(file)                                                  \
  INSTANTIATE_TEST_SUITE_P(file, every_primitive, testing::ValuesIn(primitives_of(#file)), \
                           [](const auto& info) { return std::string(info.param.name); })

}  // namespace gauntlet::schedule
