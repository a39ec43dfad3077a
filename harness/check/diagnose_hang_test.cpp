#include <gtest/gtest.h>

#include "harness/check/history_builder.hpp"

namespace gauntlet::check {
namespace {

using kind = history::event_kind;

std::string diagnosis(history_builder& h, std::uint32_t tasks, std::optional<std::uint32_t> limit = {}) {
  plan::plan plan;
  plan.context = true;
  plan.tasks.resize(tasks);
  plan.limit = limit;
  plan::capabilities can;
  can.context = can.cause = can.parent = can.limit = true;
  h.hangs();
  return diagnose_hang(view(plan, can, h.raw())).property;
}

history_builder of(std::uint32_t tasks) { return history_builder(tasks); }

TEST(diagnose_hang, names_what_forbids_it) {
  auto cancellation =
      of(2).submit(0).submit(1).begin(0).at(1, kind::await_begin).begin(1).fail(1).wait_begin();
  EXPECT_EQ(diagnosis(cancellation, 2), "P13");
  auto parent = of(1)
                    .submit(0)
                    .begin(0)
                    .at(1, kind::await_begin)
                    .at(0, kind::cancel_begin)
                    .at(0, kind::cancel_end)
                    .wait_begin();
  EXPECT_EQ(diagnosis(parent, 1), "P20");
  auto empty = of(0).wait_begin();
  EXPECT_EQ(diagnosis(empty, 0), "P37");
  auto destructor = of(0);
  EXPECT_EQ(diagnosis(destructor, 0), "P37");
  auto wakeup = of(1).submit(0).begin(0).ok(0).wait_begin();
  EXPECT_EQ(diagnosis(wakeup, 1), "P04");
  auto again = of(1).submit(0).begin(0).ok(0).wait().wait_begin();
  EXPECT_EQ(diagnosis(again, 1), "P38");
  auto permit = of(2).submit(0).begin(0).fail(0).at(0, kind::submit_begin, 1);
  EXPECT_EQ(diagnosis(permit, 2, 1), "P26");
  auto threw = of(1).submit(0, history::submit_result::threw).wait_begin();
  EXPECT_EQ(diagnosis(threw, 1), "P53");
  auto closed = of(2).submit(0).submit(1).begin(0).at(1, kind::await_begin).wait_begin();
  EXPECT_EQ(diagnosis(closed, 2), "P03");
  auto lost = of(2).submit(0).submit(1).begin(0).ok(0).wait_begin();
  EXPECT_EQ(diagnosis(lost, 2), "P02");
  auto left = of(1).submit(0).begin(0).fail(0).wait({0}).at(0, kind::parent_state);
  EXPECT_EQ(diagnosis(left, 1), "L01");
  auto serial = of(2).submit(0).submit(1).begin(0).at(1, kind::meet_begin).wait_begin();
  EXPECT_EQ(diagnosis(serial, 2), "P03");
}

}  // namespace
}  // namespace gauntlet::check
