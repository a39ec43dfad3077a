#include "harness/check/linearizability.hpp"
#include "harness/check/situations.hpp"

// Shrunk histories on which the checks and the search disagreed when agreement_test.cpp first compared them,
// each with a similar correct history. The checks and the search must now agree on all of them.
namespace gauntlet::check {
namespace {

void expect_rejected(std::string_view id, const situation& s, const history_builder& h) {
  EXPECT_FALSE(accepted(id, s, h));
  EXPECT_FALSE(linearizable(view(s.plan, s.can, h.raw())));
}
void expect_accepted(const situation& s, const history_builder& h) {
  for (const auto& violation : judge(view(s.plan, s.can, h.raw())).violations)
    ADD_FAILURE() << violation.property << ": " << violation.sentence;
  EXPECT_TRUE(linearizable(view(s.plan, s.can, h.raw())));
}

history_builder& run(history_builder& h, std::uint32_t task) { return h.begin(task).ok(task).dispose(task); }
history_builder& run_and_fail(history_builder& h, std::uint32_t task) {
  return h.begin(task).fail(task).dispose(task);
}

TEST(found_by_agreement, a_parent_cancelled_before_the_wait_is_the_cause) {
  for (const bool incorrect : {true, false}) {
    auto h = of(1);
    run(h.submit(0), 0);
    h.cancel_parent().wait().after(true, incorrect ? id_canceled : id_parent);
    incorrect ? expect_rejected("P16", fail_fast(1), h) : expect_accepted(fail_fast(1), h);
  }
}

TEST(found_by_agreement, an_error_that_certainly_came_second_is_no_cause) {
  for (const std::uint32_t cause : {1u, 0u}) {
    auto h = of(2);
    run_and_fail(h.submit(0), 0);
    run_and_fail(h.submit(1), 1).look(0, true, cause);
    cause == 1 ? expect_rejected("P16", limited(2, 1), h) : expect_accepted(limited(2, 1), h);
  }
}

TEST(found_by_agreement, every_observation_after_a_wait_sees_the_cancellation) {
  for (const bool cancelled : {false, true}) {
    auto h = of(1);
    h.wait()
        .submit(0)
        .begin(0)
        .look(1, cancelled, cancelled ? id_canceled : no_error)
        .ok(0)
        .dispose(0)
        .wait();
    cancelled ? expect_accepted(fail_fast(1), h) : expect_rejected("P15", fail_fast(1), h);
  }
}

TEST(found_by_agreement, a_group_without_a_context_is_not_cancelled_by_the_parent) {
  auto s = fail_fast(1);
  s.plan.context = false;
  auto h = of(1);
  h.cancel_parent().start(0).look(1, false).ok(0).dispose(0).wait();
  expect_accepted(s, h);
}

TEST(found_by_agreement, a_cancelled_parent_stays_cancelled) {
  for (const std::uint32_t cancelled : {0u, 1u}) {
    auto h = of(1);
    run(h.submit(0), 0).wait();
    h.cancel_parent().parent_state(cancelled != 0);
    cancelled == 0 ? expect_rejected("P20", fail_fast(1), h) : expect_accepted(fail_fast(1), h);
  }
}

TEST(found_by_agreement, the_destruction_does_not_hide_an_earlier_cancellation_of_the_parent) {
  for (const bool cancelled : {false, true}) {
    auto h = of(1);
    h.cancel_parent().submit(0).parent_state(true);
    h.begin(0).look(1, cancelled, cancelled ? id_parent : no_error).ok(0).dispose(0).group_gone();
    cancelled ? expect_accepted(fail_fast(1), h) : expect_rejected("P20", fail_fast(1), h);
  }
}

TEST(found_by_agreement, two_rejected_try_submits_do_not_justify_each_other) {
  for (const bool justified : {false, true}) {
    auto h = of(3);
    h.start(0).at(0, kind::submit_begin, 1);
    if (justified) h.start(2).ok(2).dispose(2);
    h.at(0, kind::submit_end, 1, 1, 1).dispose(1);
    if (!justified) h.try_submit(2, submit_result::rejected).dispose(2);
    h.ok(0).dispose(0).wait();
    // In the correct history, task 2 takes the second permit during the rejected try-submit and releases it
    // again.
    justified ? expect_accepted(limited(3, 2), h) : expect_rejected("P29", limited(3, 2), h);
  }
}

TEST(found_by_agreement, without_a_limit_no_try_submit_is_rejected_even_by_a_task) {
  auto h = of(2);
  h.submit(0)
      .begin(0)
      .at(1, kind::submit_begin, 1)
      .at(1, kind::submit_end, 1, 1, 1)
      .dispose(1)
      .ok(0)
      .dispose(0)
      .wait();
  expect_rejected("P29", fail_fast(2), h);
}

TEST(found_by_agreement, the_limit_cannot_be_set_while_a_callable_exists) {
  for (const bool accepted : {true, false}) {
    auto h = of(1);
    h.start(0).ok(0);
    h.set_limit(2, accepted).dispose(0).wait();
    accepted ? expect_rejected("P32", fail_fast(1), h) : expect_accepted(fail_fast(1), h);
  }
}

TEST(found_by_agreement, an_accepted_set_limit_proves_that_earlier_errors_are_recorded) {
  for (const std::uint32_t error : {1u, 0u}) {
    auto h = of(2);
    run_and_fail(h.submit(0), 0);
    h.set_limit(2, true);
    run_and_fail(h.submit(1), 1).wait({error});
    error == 1 ? expect_rejected("P06", fail_fast(2), h) : expect_accepted(fail_fast(2), h);
  }
}

TEST(found_by_agreement, an_accepted_set_limit_after_a_failure_proves_the_cancellation) {
  for (const bool cancelled : {false, true}) {
    auto h = of(2);
    run_and_fail(h.submit(0), 0);
    h.set_limit(2, true);
    h.start(1).look(2, cancelled, cancelled ? 0 : no_error).ok(1).dispose(1).wait({0});
    cancelled ? expect_accepted(fail_fast(2), h) : expect_rejected("P13", fail_fast(2), h);
  }
}

TEST(found_by_agreement, other_tasks_that_hold_all_permits_prove_that_an_error_is_recorded) {
  for (const std::uint32_t error : {1u, 0u}) {
    auto h = of(3);
    h.submit(0)
        .begin(0)
        .fail(0)
        .dispose(0)
        .submit(1)
        .begin(1)
        .submit(2)
        .begin(2)
        .fail(1)
        .ok(2)
        .dispose(1)
        .dispose(2)
        .wait({error});
    error == 1 ? expect_rejected("P06", limited(3, 2), h) : expect_accepted(limited(3, 2), h);
  }
}

TEST(found_by_agreement, under_limit_one_an_accepted_task_holds_its_permit_before_it_begins) {
  auto h = of(2);
  h.submit(0).start(1).ok(1).dispose(1).begin(0).ok(0).dispose(0).wait();
  expect_rejected("P28", limited(2, 1), h);
}

TEST(found_by_agreement, a_submit_concurrent_with_a_wait_is_joined_while_an_earlier_callable_exists) {
  for (const bool returned : {false, true}) {
    auto h = of(2);
    h.submit(0).wait_beside().begin(0).ok(0).submit(1).dispose(0);
    run_and_fail(h, 1).wait_end(returned ? std::vector<std::uint32_t>{1} : std::vector<std::uint32_t>{},
                                h.concurrent_waiter());
    h.wait({1});
    auto s = fail_fast(2);
    s.plan.driver = {{plan::driver_kind::wait_beside, 0}, {plan::driver_kind::wait, 1}};
    returned ? expect_accepted(s, h) : expect_rejected("P09", s, h);
  }
}

TEST(found_by_agreement, a_wait_concurrent_with_a_submit_returns_no_error_twice) {
  auto s = collect_all(2);
  s.plan.driver = {{plan::driver_kind::wait_beside, 0}, {plan::driver_kind::wait, 1}};
  for (const bool twice : {true, false}) {
    auto h = of(2);
    h.wait_beside().submit(0);
    run_and_fail(h, 0).wait_end(twice ? std::vector<std::uint32_t>{0, 0} : std::vector<std::uint32_t>{0},
                                h.concurrent_waiter());
    h.wait({0});
    twice ? expect_rejected("P43", s, h) : expect_accepted(s, h);
  }
}

TEST(found_by_agreement, a_cancellation_of_the_inner_group_by_the_parent_also_reached_the_outer_group) {
  const auto s = nested();
  for (const bool cancelled : {false, true}) {
    auto h = of(2);
    h.start(0).at(0, kind::cancel_begin).nest(0, 1);
    h.submit_inside(0, 1).begin(1);
    h.look(2, true, id_parent, 1).ok(1).dispose(1);
    h.wait_begin(1, 1).wait_end({}, 1, 1);
    h.at(1, kind::nest_end, history::none, 1).look(1, cancelled, cancelled ? id_parent : no_error);
    h.at(0, kind::cancel_end).ok(0).dispose(0).wait();
    cancelled ? expect_accepted(s, h) : expect_rejected("P17", s, h);
  }
}

TEST(found_by_agreement, a_nested_group_opened_after_the_parent_was_cancelled_has_its_cause) {
  const auto s = nested(3);
  for (const bool incorrect : {true, false}) {
    auto h = of(3);
    h.cancel_parent().start(0).nest(0, 1);
    run_and_fail(h.submit(2), 2);
    h.submit_inside(0, 1);
    run(h, 1);
    h.wait_begin(1, 1).wait_end({}, 1, 1);
    h.at(1, kind::after_wait, history::none, 1, incorrect ? id_canceled : id_parent);
    h.at(1, kind::nest_end, history::none, 1).ok(0).dispose(0).wait({2});
    incorrect ? expect_rejected("P16", s, h) : expect_accepted(s, h);
  }
}

}  // namespace
}  // namespace gauntlet::check
