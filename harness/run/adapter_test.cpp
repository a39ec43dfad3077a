#include "gauntlet/detail/adapter.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

/// Has only the functions that every adapter must have. Its wait reports the number of submits as an error
/// id.
struct minimal {
  explicit minimal(const setup& how) : tasks(how.tasks) {}
  void submit(task_call) { ++submits; }
  void wait(result& out) { out.add(submits, history::leaf_state::intact); }
  static plan::capabilities promises() {
    plan::capabilities can;
    can.context = true;  // a false promise: it has no context
    can.max_tasks = 5;
    return can;
  }
  std::uint32_t tasks, submits = 0;
};

/// Has every optional function of an adapter.
struct rich : minimal {
  using minimal::minimal;
  bool try_submit(task_call) { return false; }
  bool wait_for(std::uint32_t us, result&) { return us > 3; }
  bool set_limit(std::optional<std::uint32_t> limit) { return limit > 1u; }
  std::unique_ptr<registration> on_cancel(callback&) { return std::make_unique<registration>(); }
  observation context_now() { return {true, 1}; }
  observation context_wait() { return {true, 2}; }
  void cancel_parent() { cancelled = true; }
  bool parent_cancelled() { return cancelled; }
  void drain() { drained = true; }
  bool cancelled = false, drained = false;
};

TEST(adapter, detects_missing_functions) {
  const auto can = capabilities_of<minimal>();
  EXPECT_FALSE(can.try_submit || can.set_limit || can.timed_wait || can.context || can.parent);
  EXPECT_EQ(can.max_tasks, 5u);
}

TEST(adapter, detects_present_functions) {
  const auto can = capabilities_of<rich>();
  EXPECT_TRUE(can.try_submit && can.set_limit && can.timed_wait && can.context && can.parent);
}

TEST(adapter, replaces_missing_functions) {
  recording_host host;
  adapted<minimal> group(setup{});
  result out;
  callback called;
  EXPECT_TRUE(group.try_submit(task_call(host, 0, group))) << "it must call submit instead";
  EXPECT_TRUE(group.wait_for(1, out)) << "it must call wait instead";
  EXPECT_EQ(out.leaves[0].id, 1u);
  EXPECT_FALSE(group.set_limit(1));
  EXPECT_FALSE(group.on_cancel(called));
  EXPECT_FALSE(group.context_now().cancelled || group.context_wait().cancelled);
  group.cancel_parent();
  EXPECT_FALSE(group.parent_cancelled());
  group.drain();
}

TEST(adapter, forwards_to_present_functions) {
  recording_host host;
  adapted<rich> group(setup{});
  result out;
  callback called;
  EXPECT_FALSE(group.try_submit(task_call(host, 0, group)));
  EXPECT_FALSE(group.wait_for(3, out));
  EXPECT_TRUE(group.wait_for(4, out));
  EXPECT_TRUE(group.set_limit(2));
  EXPECT_FALSE(group.set_limit(std::nullopt));
  EXPECT_TRUE(group.on_cancel(called));
  EXPECT_EQ(group.context_now().cause, 1u);
  EXPECT_EQ(group.context_wait().cause, 2u);
  group.cancel_parent();
  EXPECT_TRUE(group.parent_cancelled());
  group.drain();
  EXPECT_TRUE(group.adapter().drained);
}

TEST(adapter, is_created_for_each_case_with_the_setup_of_the_plan) {
  const auto subject = describe_subject<minimal>("minimal", subject_kind::peer, "a title");
  EXPECT_EQ(subject.name, "minimal");
  EXPECT_EQ(subject.kind, subject_kind::peer);
  setup how;
  how.tasks = 9;
  const auto made = subject.make(how);
  EXPECT_EQ(dynamic_cast<adapted<minimal>&>(*made).adapter().tasks, 9u);
}

}  // namespace
}  // namespace gauntlet::run
