#pragma once

namespace gauntlet::schedule {

/// In the order in which a portfolio takes them.
inline constexpr const char* strategies_by_name[] = {"random walk", "sticky walk", "PCT",
                                                     "POS",         "SURW",        "depth first"};

}  // namespace gauntlet::schedule
