#pragma once

/// The version of Gauntlet (semantic versioning). CMake reads it from this file.
#define GAUNTLET_VERSION_MAJOR 0
#define GAUNTLET_VERSION_MINOR 2
#define GAUNTLET_VERSION_PATCH 0
#define GAUNTLET_VERSION "0.2.0"
