#pragma once

/// GAUNTLET_POINT(name): a named place where a harness may delay the thread that passes. Nothing at all
/// outside one.
#ifdef GAUNTLET_HARNESS
#include "harness/schedule/injection.hpp"
#define GAUNTLET_POINT(name) ::gauntlet::schedule::reach(::gauntlet::plan::injection_point::name)
#else
#define GAUNTLET_POINT(name) static_cast<void>(0)
#endif
