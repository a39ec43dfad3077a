#include "harness/schedule/strategies/surw.hpp"

#include <new>

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {

surw::surw()
    : last_profile_(new(machine::pages(sizeof(profile))) profile),
      current_profile_(new(machine::pages(sizeof(profile))) profile) {}

/// Draws the object of interest uniformly among the shared ones, in one pass (reservoir sampling).
void surw::select_object() {
  std::uint32_t shared = 0;
  object_ = nullptr;
  const use_profile& uses = last_profile_->uses;
  for (std::uint32_t i = 0; i < uses.objects(); ++i)
    if (uses.is_shared(i) && random_.below(++shared) == 0) object_ = uses.object(i);
}

/// Sets the number of interesting operations of each thread from the previous schedule. A thread that does
/// not exist yet is counted for each of its ancestors. The loop is descending because a parent has a lower id
/// than its child.
void surw::count_remaining() {
  for (; counted_threads_ > 0; --counted_threads_)
    remaining_[counted_threads_ - 1] = inherited_[counted_threads_ - 1] = 0;
  if (object_ == nullptr) return;
  counted_threads_ = last_profile_->threads;
  last_profile_->uses.for_each_user(
      object_, [this](thread_id id, std::uint32_t operations) { remaining_[id] = operations; });
  for (thread_id id = last_profile_->threads; id-- > 1;)
    inherited_[last_profile_->parent[id]] += remaining_[id] + inherited_[id];
}

void surw::start_over() {
  last_profile_->uses.clear();
  last_profile_->threads = 0;
}

void surw::begin(const forecast& known) {
  random_walk::begin(known);
  select_object();
  count_remaining();
  current_profile_->uses.clear();
  current_profile_->threads = 1;
  current_profile_->digest[0] = 0;
  by_group_ = random_.below(2) == 0;
  if (by_group_) group_threads();
  registered_threads_ = 1;
  intended_ = no_thread;
  if (object_ != nullptr) draw_intended();
}

void surw::group_threads() {
  for (thread_id id = 0; id < last_profile_->threads; ++id) {
    thread_id first = 0;
    while (last_profile_->digest[first] != last_profile_->digest[id]) ++first;
    group_of_[id] = first;
  }
}

void surw::draw_intended() { by_group_ ? draw_intended_of_groups() : draw_intended_of_threads(); }

/// Draws a group, whose weight is the average of its threads, and then a thread of the group. A thread that
/// does not exist yet may be intended: until it exists, the other threads execute only operations that are
/// not interesting.
void surw::draw_intended_of_groups() {
  std::uint32_t sum[max_threads], members[max_threads];
  for (thread_id id = 0; id < last_profile_->threads; ++id)
    sum[id] = members[id] = 0;  // an initialiser could call memset
  for (thread_id id = 0; id < last_profile_->threads; ++id) {
    sum[group_of_[id]] += remaining_[id];
    members[group_of_[id]] += remaining_[id] > 0 ? 1 : 0;
  }
  thread_id group = no_thread;
  std::uint32_t total = 0;
  for (thread_id first = 0; first < last_profile_->threads; ++first) {
    if (sum[first] == 0) continue;
    const std::uint32_t weight = (sum[first] + members[first] - 1) / members[first];
    total += weight;
    if (random_.below(total) < weight) group = first;
  }
  intended_ = no_thread;
  total = 0;
  for (thread_id id = 0; id < last_profile_->threads; ++id) {
    if (group_of_[id] != group || remaining_[id] == 0) continue;
    total += remaining_[id];
    if (random_.below(total) < remaining_[id]) intended_ = id;
  }
}

void surw::draw_intended_of_threads() {
  std::uint64_t sum = 0;
  intended_ = no_thread;
  for (thread_id id = 0; id < registered_threads_; ++id) {
    const std::uint32_t weight = remaining_[id] + inherited_[id];
    if (weight == 0) continue;
    sum += weight;
    if (random_.below(static_cast<std::uint32_t>(sum)) < weight) intended_ = id;
  }
}

/// Registers new threads. The weight of a new thread moves from its parent to itself. If the parent was
/// intended, the draw is repeated between the two, in proportion to their weights.
void surw::register_threads(const choice& at) {
  for (; registered_threads_ < at.threads; ++registered_threads_) {
    const thread_id parent = at.running, child = registered_threads_;
    current_profile_->parent[child] = parent;
    current_profile_->threads = child + 1;
    current_profile_->digest[child] = 0;
    const std::uint32_t weight = remaining_[child] + inherited_[child];
    const std::uint32_t before = remaining_[parent] + inherited_[parent];
    inherited_[parent] -= weight < inherited_[parent] ? weight : inherited_[parent];
    if (!by_group_ && intended_ == parent && weight > 0 &&
        random_.below(before < weight ? weight : before) < weight)
      intended_ = child;
  }
}

thread_id surw::choose(const choice& at) {
  register_threads(at);
  if (object_ == nullptr) return random_walk::choose(at);
  thread_id free[max_threads];
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < at.count; ++i)
    if (at.candidates[i] == intended_ || !is_interesting(at.pending[at.candidates[i]]))
      free[count++] = at.candidates[i];
  if (count > 0) return free[random_.below(count)];
  return random_walk::choose(at);  // the intended thread waits for a thread that is held back
}

void surw::executes(thread_id thread, const operation& what, const choice& at) {
  register_threads(at);
  current_profile_->digest[thread] =
      (current_profile_->digest[thread] ^ static_cast<std::uint64_t>(what.kind)) * 0x9e3779b97f4a7c15u;
  if (what.object == nullptr) return;
  current_profile_->uses.count(what.object, thread, !traits_of(what.kind).only_reads);
  if (!is_interesting(what)) return;
  if (remaining_[thread] > 0) --remaining_[thread];
  draw_intended();
}

bool surw::end(ending) {
  profile* last = last_profile_;
  last_profile_ = current_profile_;
  current_profile_ = last;
  return true;
}

surw::~surw() = default;
const char* surw::name() const { return "SURW"; }

}  // namespace gauntlet::schedule
