#include "harness/history/history_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace gauntlet::history {
namespace {

/// Returns a history in which no field has its default value.
history history_without_defaults() {
  history h;
  h.logs = {
      {{event_kind::submit_begin, driver, 0, 0, none, 10}, {event_kind::submit_end, driver, 0, 0, 1, 20}},
      {{event_kind::body_begin, 1, 0, 17, none, 15}}};
  h.unowned = {{event_kind::callable_gone, none, 0, 0, none, 30}};
  h.left = {1, 2, 3, 4, 5};
  h.ended = true;
  h.clock_error = 200;
  h.overflowed = 6;
  h.late_runs = 7;
  h.late_touches = 8;
  h.spurious_wakeups = 9;
  return h;
}

TEST(history_json, reads_what_it_writes) {
  EXPECT_EQ(read_history(to_json(history_without_defaults())), history_without_defaults());
}

TEST(history_json, reads_and_writes_every_kind_of_event) {
  history h;
  h.logs.emplace_back();
  for (std::uint8_t k = 0; k <= static_cast<std::uint8_t>(last_event_kind); ++k)
    h.logs[0].push_back({static_cast<event_kind>(k), driver, 1, 2, 3, 4});
  EXPECT_EQ(read_history(to_json(h)), h);
}

TEST(history_json, reads_what_older_versions_wrote) {
  auto older = to_json(history_without_defaults());
  older["disposals"] = older["unowned"];
  for (const auto* newer_field : {"unowned", "spurious_wakeups", "late_touches"}) older.erase(newer_field);
  auto expected = history_without_defaults();
  expected.spurious_wakeups = expected.late_touches = 0;
  EXPECT_EQ(read_history(older), expected);
}

TEST(history_json, rejects_an_unknown_kind_of_event) {
  auto document = to_json(history_without_defaults());
  document["logs"][0][0][0] = "no_such_kind";
  EXPECT_THROW((void)read_history(document), nlohmann::json::exception);
}

}  // namespace
}  // namespace gauntlet::history
