#include "harness/schedule/engine/thread_table.hpp"

#include <gtest/gtest.h>

namespace gauntlet::schedule {
namespace {

using state = logical_thread::state;

class a_thread_table : public testing::Test {
 protected:
  void SetUp() override { table_.clear(); }
  logical_thread& add() { return *table_.add(nullptr, nullptr, nullptr); }
  /// Sets the pending operation of the thread, and blocks the thread if it cannot execute the operation.
  void attempt(logical_thread& t, op kind, const void* object, std::uint32_t step = 0) {
    table_.set_pending(t, kind, object, &objects_[object]);
    if (!table_.possible(t)) table_.block(t, step);
  }
  /// Blocks the thread until it is woken.
  void sleep(logical_thread& t, op kind, const void* object, object_record* mutex_to_reacquire = nullptr) {
    table_.set_pending(t, kind, object, &objects_[object]);
    t.mutex_to_reacquire = mutex_to_reacquire;
    table_.block(t, 0);
  }

  object_table objects_;
  thread_table table_;
  int mutex_ = 0, condition_ = 0;
};

TEST_F(a_thread_table, numbers_new_threads_and_makes_them_ready) {
  EXPECT_EQ(add().id, 0u);
  EXPECT_EQ(add().id, 1u);
  EXPECT_EQ(table_.size(), 2u);
  EXPECT_EQ(table_.alive(), 2u);
  EXPECT_TRUE(table_.ready().has(1));
}

TEST_F(a_thread_table, blocks_a_thread_while_another_owns_its_mutex) {
  logical_thread& t = add();
  objects_[&mutex_].owner = 7;
  attempt(t, op::mutex_lock, &mutex_, 12);
  EXPECT_FALSE(table_.ready().has(t.id));
  table_.changed(&condition_, 13);  // another object
  EXPECT_EQ(t.now, state::blocked);
  objects_[&mutex_].owner = no_thread;
  table_.changed(&mutex_, 14);
  EXPECT_TRUE(table_.ready().has(t.id));
  EXPECT_EQ(t.since_step, 12u);
}

TEST_F(a_thread_table, blocks_a_ready_thread_whose_mutex_another_thread_locks) {
  logical_thread& t = add();
  attempt(t, op::mutex_lock, &mutex_);
  EXPECT_EQ(t.now, state::ready);
  objects_[&mutex_].owner = 7;
  table_.changed(&mutex_, 5);
  EXPECT_EQ(t.now, state::blocked);
  EXPECT_EQ(t.since_step, 5u);
}

TEST_F(a_thread_table, makes_a_reader_ready_next_to_readers_but_not_a_writer) {
  logical_thread &reader = add(), &writer = add();
  objects_[&mutex_].readers = 1;
  attempt(reader, op::read_lock, &mutex_);
  attempt(writer, op::write_lock, &mutex_);
  EXPECT_EQ(reader.now, state::ready);
  EXPECT_EQ(writer.now, state::blocked);
}

TEST_F(a_thread_table, waits_for_the_value_of_a_semaphore) {
  logical_thread& t = add();
  std::uint32_t value = 0;
  attempt(t, op::semaphore_wait, &value);
  EXPECT_EQ(t.now, state::blocked);
  value = 1;
  table_.changed(&value, 1);
  EXPECT_EQ(t.now, state::ready);
}

TEST_F(a_thread_table, makes_a_joining_thread_ready_when_its_target_ends) {
  logical_thread &joins = add(), &ends = add();
  attempt(joins, op::join, &ends);
  EXPECT_EQ(joins.now, state::blocked);
  table_.end(ends, 3);
  EXPECT_EQ(joins.now, state::ready);
  EXPECT_EQ(table_.alive(), 1u);
  EXPECT_FALSE(table_.ready().has(ends.id));
}

TEST_F(a_thread_table, finds_the_threads_that_wait_to_be_woken) {
  logical_thread &first = add(), &other = add(), &second = add();
  sleep(first, op::condition_wait, &condition_);
  sleep(other, op::futex_wait, &condition_);
  sleep(second, op::condition_wait, &condition_);
  static thread_id found[max_threads];
  EXPECT_EQ(table_.count_waiting(op::condition_wait, &condition_), 2u);
  ASSERT_EQ(table_.find_waiting(op::condition_wait, &condition_, found), 2u);
  EXPECT_EQ(found[0], first.id);
  EXPECT_EQ(found[1], second.id);
}

TEST_F(a_thread_table, makes_a_woken_thread_wait_for_its_mutex) {
  logical_thread &free = add(), &locks = add();
  sleep(free, op::futex_wait, &condition_);
  sleep(locks, op::condition_wait, &condition_, &objects_[&mutex_]);
  objects_[&mutex_].owner = 7;
  table_.leave_wait(free, 1);
  table_.leave_wait(locks, 1);
  EXPECT_EQ(free.now, state::ready);
  EXPECT_EQ(locks.now, state::blocked);
  EXPECT_EQ(table_.pending()[locks.id].kind, op::mutex_lock);
  EXPECT_EQ(table_.pending()[locks.id].object, &mutex_);
  objects_[&mutex_].owner = no_thread;
  table_.changed(&mutex_, 2);
  EXPECT_EQ(locks.now, state::ready);
}

TEST_F(a_thread_table, times_out_the_thread_with_the_earliest_deadline) {
  logical_thread &late = add(), &early = add(), &never = add();
  late.timed = early.timed = true;
  for (logical_thread* each : {&late, &early, &never}) sleep(*each, op::sleep, nullptr);
  late.deadline = 20;
  early.deadline = 10;
  ASSERT_EQ(table_.next_to_time_out(), &early);
  table_.time_out(early, 1);
  EXPECT_TRUE(early.timed_out);
  EXPECT_EQ(early.now, state::ready);
  table_.time_out(late, 1);
  EXPECT_EQ(table_.next_to_time_out(), nullptr);
}

TEST_F(a_thread_table, forgets_the_deadline_of_a_thread_that_is_woken) {
  logical_thread& t = add();
  t.timed = true;
  sleep(t, op::futex_wait, &condition_);
  table_.leave_wait(t, 1);
  EXPECT_EQ(table_.next_to_time_out(), nullptr);
}

TEST_F(a_thread_table, uses_the_ids_of_ended_threads_again) {
  for (int i = 0; i < 256; ++i) add();
  logical_thread &joined = table_[7], &ended = table_[3], &detached = table_[9];
  for (logical_thread* each : {&joined, &ended, &detached}) table_.end(*each, 1);
  joined.joined = detached.detached = true;
  EXPECT_EQ(add().id, 7u);
  EXPECT_EQ(add().id, 9u);
  EXPECT_EQ(add().id, 256u);  // thread 3 may still be joined
  EXPECT_EQ(table_.created(), 259u);
}

TEST_F(a_thread_table, refuses_more_than_the_maximum_of_threads) {
  for (std::uint32_t i = 0; i < max_threads; ++i) ASSERT_NE(table_.add(nullptr, nullptr, nullptr), nullptr);
  EXPECT_EQ(table_.add(nullptr, nullptr, nullptr), nullptr);
}

TEST_F(a_thread_table, keeps_a_thread_ready_whose_lock_has_timed_out) {
  logical_thread& t = add();
  t.timed = true;
  objects_[&mutex_].owner = 7;
  attempt(t, op::mutex_lock, &mutex_);
  table_.time_out(t, 1);
  table_.changed(&mutex_, 2);  // it is still owned
  EXPECT_EQ(t.now, state::ready);
}

TEST_F(a_thread_table, describes_a_waiting_thread) {
  logical_thread &first = add(), &second = add();
  objects_[&condition_];
  objects_[&mutex_].owner = second.id;
  attempt(first, op::mutex_lock, &mutex_, 9);
  attempt(second, op::join, &first, 11);
  const auto locks = table_.describe(first), joins = table_.describe(second);
  EXPECT_EQ(locks.before.kind, op::mutex_lock);
  EXPECT_EQ(locks.object, 2u);
  EXPECT_EQ(locks.held_by, second.id);
  EXPECT_EQ(locks.since_step, 9u);
  EXPECT_EQ(joins.held_by, first.id);
}

TEST_F(a_thread_table, finds_a_thread_by_its_handle_until_it_is_joined) {
  carrier one, other;
  one.handle = 1;
  other.handle = 2;
  add().on = &one;
  logical_thread& t = add();
  t.on = &other;
  EXPECT_EQ(table_.find(2), &t);
  EXPECT_EQ(table_.find(3), nullptr);
  t.joined = true;
  EXPECT_EQ(table_.find(2), nullptr);
}

TEST_F(a_thread_table, resets_the_threads_at_the_next_schedule) {
  logical_thread& t = add();
  t.silent = t.since_step = 1;
  t.detached = t.joined = t.timed = t.timed_out = true;
  t.mutex_to_reacquire = &objects_[&mutex_];
  table_.clear();
  EXPECT_TRUE(table_.ready().empty());
  logical_thread& again = add();
  ASSERT_EQ(&again, &t);
  EXPECT_FALSE(t.detached || t.joined || t.timed || t.timed_out);
  EXPECT_EQ(t.silent + t.since_step, 0u);
  EXPECT_EQ(t.mutex_to_reacquire, nullptr);
}

}  // namespace
}  // namespace gauntlet::schedule
