#include "harness/schedule/engine/control.hpp"

__thread bool gauntlet_engine_controls = false;
bool gauntlet_engine_fails_allocations = false;
