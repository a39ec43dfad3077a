#include "harness/history/history.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace gauntlet::history {
namespace {

constexpr auto last_kind = static_cast<std::uint8_t>(last_event_kind);

event make_event(event_kind kind, std::uint32_t task, std::uint32_t value = 0, std::uint32_t extra = none) {
  event e;
  e.kind = kind;
  e.task = task;
  e.value = value;
  e.extra = extra;
  return e;
}

TEST(event_kind, each_has_a_unique_name) {
  std::set<std::string_view> names;
  for (std::uint8_t k = 0; k <= last_kind; ++k) names.insert(name_of(static_cast<event_kind>(k)));
  EXPECT_EQ(names.size(), last_kind + 1u);
  EXPECT_EQ(name_of(event_kind::submit_begin), "submit_begin");
  EXPECT_EQ(name_of(last_event_kind), "quiescent");
}

TEST(describe, has_a_text_for_every_kind) {
  for (std::uint8_t k = 0; k <= last_kind; ++k) {
    const auto text = describe(make_event(static_cast<event_kind>(k), 1, 1, 0));
    EXPECT_FALSE(text.empty() || text == "?") << name_of(static_cast<event_kind>(k));
  }
}

TEST(describe, names_task_outcome_and_cause) {
  EXPECT_EQ(describe(make_event(event_kind::submit_end, 3, 0, 0)), "submit of task 3 returned: accepted");
  EXPECT_EQ(describe(make_event(event_kind::submit_end, 3, 1, 1)), "try-submit of task 3 returned: rejected");
  EXPECT_EQ(describe(make_event(event_kind::body_end, 3, 1, 3)), "body ended: returned error 3");
  EXPECT_EQ(describe(make_event(event_kind::body_end, 3, 3, id_abandoned)), "body ended: its thread exits");
  EXPECT_EQ(describe(make_event(event_kind::check_end, none, 1, id_parent)),
            "observed: cancelled, cause: the parent's error");
  EXPECT_EQ(describe(make_event(event_kind::check_end, none, 1)), "observed: cancelled, no cause");
  EXPECT_EQ(describe(make_event(event_kind::wait_end, none, 2, 1)), "wait for group 2 returned 1 error");
  EXPECT_EQ(describe(make_event(event_kind::wait_begin, none, 0)), "waits for the group");
  EXPECT_EQ(describe(make_event(event_kind::wait_begin, none, 0, 50)),
            "waits for the group for at most 50 us");
  EXPECT_EQ(describe(make_event(event_kind::callback_begin, none)), "the callback of the driver runs");
  EXPECT_EQ(describe(make_event(event_kind::payload_read, 2, 0)),
            "reads the memory that task 2 wrote: not the values that it wrote");
}

TEST(name_of_error, gives_each_special_id_a_unique_name) {
  EXPECT_EQ(name_of_error(7), "error 7");
  std::set<std::string> names;
  for (const auto id : {no_error, id_canceled, id_parent, id_deadline, id_unknown, id_abandoned, id_of_nil}) {
    names.insert(name_of_error(id));
    EXPECT_EQ(name_of_error(id).find(std::to_string(id)), std::string::npos);
  }
  EXPECT_EQ(names.size(), 7u);
}

TEST(name_of_actor, numbers_tasks_and_additional_waiters) {
  EXPECT_EQ(name_of_actor(driver, 2), "driver");
  EXPECT_EQ(name_of_actor(1, 2), "task 0");
  EXPECT_EQ(name_of_actor(2, 2), "task 1");
  EXPECT_EQ(name_of_actor(3, 2), "waiter 1");
}

TEST(merge, sorts_by_time_and_keeps_the_order_of_each_actor) {
  history h;
  h.logs.resize(2);
  for (const std::uint64_t time : {5u, 5u, 9u})
    h.logs[0].push_back({event_kind::check_begin, 0, 0, 0, 0, time});
  h.logs[0][1].value = 1;
  h.logs[1].push_back({event_kind::body_begin, 1, 0, 0, 0, 3});
  h.unowned.push_back({event_kind::callable_gone, none, 0, 0, 0, 7});
  const auto all = merge(h);
  ASSERT_EQ(all.size(), 5u);
  EXPECT_TRUE(
      std::is_sorted(all.begin(), all.end(), [](const event& a, const event& b) { return a.time < b.time; }));
  EXPECT_EQ(all[0].kind, event_kind::body_begin);
  EXPECT_EQ(all[1].value, 0u);
  EXPECT_EQ(all[2].value, 1u);
  EXPECT_EQ(all[3].kind, event_kind::callable_gone);
}

}  // namespace
}  // namespace gauntlet::history
