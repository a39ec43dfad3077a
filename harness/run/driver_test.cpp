#include "harness/run/driver.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <vector>

#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using plan::driver_kind;
using kinds = std::vector<event_kind>;

/// Accepts limits of 1 and more, and has callbacks.
class takes_limits : public does_nothing {
 public:
  bool set_limit(std::optional<std::uint32_t> limit) override {
    last = limit;
    return limit.value_or(1) > 0;
  }
  std::unique_ptr<registration> on_cancel(callback&) override { return std::make_unique<registration>(); }
  std::optional<std::uint32_t> last;
};

plan::plan with_driver(std::vector<plan::driver_step> steps) {
  auto p = submits_of(1);
  p.driver = std::move(steps);
  return p;
}

TEST(driver, executes_every_step_in_order) {
  begun_case c(with_driver({{driver_kind::submit, 0},
                            {driver_kind::wait, 1},
                            {driver_kind::wait_for, 5},
                            {driver_kind::cancel_parent, 0},
                            {driver_kind::await_cancel, 0},
                            {driver_kind::observe, 0},
                            {driver_kind::open_gate, 3},
                            {driver_kind::rest, 1}}),
               info<does_nothing>());
  does_nothing group;
  c.parts.contexts.begin(group);
  driver(c.parts, group).run();
  const kinds expected{event_kind::submit_begin, event_kind::submit_end,   event_kind::wait_begin,
                       event_kind::wait_end,     event_kind::payload_read, event_kind::wait_begin,
                       event_kind::wait_end,     event_kind::payload_read, event_kind::cancel_begin,
                       event_kind::cancel_end,   event_kind::await_begin,  event_kind::await_end,
                       event_kind::check_begin,  event_kind::check_end,    event_kind::gate_open};
  EXPECT_EQ(c.kinds_of(history::driver), expected);
  c.parts.blocking_points.block_at(3);  // does not block: the driver opened it
}

TEST(driver, records_whether_a_limit_was_accepted) {
  begun_case c(with_driver({{driver_kind::set_limit, 0}, {driver_kind::lift_limit, 0}}),
               info<does_nothing>());
  takes_limits group;
  driver(c.parts, group).run();
  const auto log = c.log_of(history::driver);
  ASSERT_EQ(log.size(), 4u);
  EXPECT_EQ(log[0].value, 0u);
  EXPECT_EQ(log[1].value, 0u);
  EXPECT_EQ(log[2].value, history::none);
  EXPECT_EQ(log[3].value, 1u);
  EXPECT_EQ(group.last, std::nullopt);
}

TEST(driver, joins_a_concurrent_waiter_in_its_next_wait) {
  begun_case c(with_driver({{driver_kind::wait_beside, 0}, {driver_kind::wait, 1}}), info<does_nothing>());
  does_nothing group;
  driver(c.parts, group).run();
  EXPECT_EQ(c.kinds_of(history::driver),
            (kinds{event_kind::beside_begin, event_kind::wait_begin, event_kind::wait_end}));
  EXPECT_EQ(c.kinds_of(1 + plan::max_waiters), (kinds{event_kind::wait_begin, event_kind::wait_end}));
}

TEST(driver, keeps_its_callback_until_it_is_dropped) {
  begun_case c(with_driver({{driver_kind::callback, 0}}), info<does_nothing>());
  takes_limits group;
  driver driver(c.parts, group);
  driver.run();
  EXPECT_EQ(c.kinds_of(history::driver),
            (kinds{event_kind::callback_add_begin, event_kind::callback_add_end}));
  driver.drop_callback();
  EXPECT_EQ(c.kinds_of(history::driver).back(), event_kind::callback_drop_end);
  driver.drop_callback();
  EXPECT_EQ(c.kinds_of(history::driver).size(), 4u);
}

}  // namespace
}  // namespace gauntlet::run
