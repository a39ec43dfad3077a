#pragma once

/// GAUNTLET_POINT(name): an injection point, where the harness may delay the calling thread. It does nothing
/// in a build without the harness.
#ifdef GAUNTLET_HARNESS
#include "harness/plan/injection_point.hpp"
#include "harness/schedule/injection.hpp"
#define GAUNTLET_POINT(name) \
  ::gauntlet::schedule::reach(static_cast<std::uint8_t>(::gauntlet::plan::injection_point::name))
#else
#define GAUNTLET_POINT(name) static_cast<void>(0)
#endif
