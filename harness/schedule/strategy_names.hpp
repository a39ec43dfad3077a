#pragma once

namespace gauntlet::schedule {

/// The names of all strategies, in the order in which a portfolio uses them.
inline constexpr const char* strategies_by_name[] = {"random walk", "sticky walk", "PCT",
                                                     "POS",         "SURW",        "depth first"};

}  // namespace gauntlet::schedule
