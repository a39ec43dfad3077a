#include "harness/schedule/strategies/surw.hpp"

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {

surw::surw()
    : known_(static_cast<profile*>(machine::pages(sizeof(profile)))),
      counted_(static_cast<profile*>(machine::pages(sizeof(profile)))) {}

surw::usage* surw::find(profile& in, const void* object) {
  for (std::uint32_t i = 0; i < in.objects; ++i)
    if (in.of[i].object == object) return &in.of[i];
  if (in.objects == max_objects) return nullptr;
  usage& made = in.of[in.objects++];
  made.object = object;
  made.users = 0;
  made.written = false;
  for (auto& count : made.by_thread) count = 0;
  return &made;
}

void surw::select_object() {
  std::uint32_t shared = 0;
  object_ = nullptr;
  for (std::uint32_t i = 0; i < known_->objects; ++i) {
    const usage& u = known_->of[i];
    if (u.users < 2 || !u.written) continue;
    if (random_.below(++shared) == 0) object_ = u.object;
  }
}

/// Counts what each thread has left, and adds it to all of its ancestors, in whose name it waits until it is
/// created.
void surw::weigh() {
  for (std::uint32_t i = 0; i < max_threads; ++i) left_[i] = inherited_[i] = 0;
  const usage* u = object_ == nullptr ? nullptr : find(*known_, object_);
  if (u == nullptr) return;
  for (thread_id id = 0; id < known_->threads; ++id) left_[id] = u->by_thread[id];
  for (thread_id id = known_->threads; id-- > 1;)
    inherited_[known_->parent[id]] += left_[id] + inherited_[id];
}

void surw::start_over() { known_->objects = known_->threads = 0; }

void surw::begin(const forecast& known) {
  random_walk::begin(known);
  select_object();
  weigh();
  counted_->objects = 0;
  counted_->threads = 1;
  counted_->does[0] = 0;
  by_group_ = random_.below(2) == 0;
  if (by_group_) find_alike();
  seen_threads_ = 1;
  intended_ = no_thread;
  if (object_ != nullptr) intend();
}

void surw::find_alike() {
  for (thread_id id = 0; id < known_->threads; ++id) {
    thread_id first = 0;
    while (known_->does[first] != known_->does[id]) ++first;
    group_of_[id] = first;
  }
}

void surw::intend() { by_group_ ? intend_group() : intend_thread(); }

/// A group weighs as much as one of its threads does, on average. Threads that are not there yet are intended
/// as well: meanwhile the others do what is not of interest.
void surw::intend_group() {
  std::uint32_t sum[max_threads], members[max_threads];
  for (thread_id id = 0; id < known_->threads; ++id) sum[id] = members[id] = 0;  // no initializers: no memset
  for (thread_id id = 0; id < known_->threads; ++id) {
    sum[group_of_[id]] += left_[id];
    members[group_of_[id]] += left_[id] > 0 ? 1 : 0;
  }
  thread_id group = no_thread;
  std::uint32_t total = 0;
  for (thread_id first = 0; first < known_->threads; ++first) {
    if (sum[first] == 0) continue;
    const std::uint32_t weight = (sum[first] + members[first] - 1) / members[first];
    total += weight;
    if (random_.below(total) < weight) group = first;
  }
  intended_ = no_thread;
  total = 0;
  for (thread_id id = 0; id < known_->threads; ++id) {
    if (group_of_[id] != group || left_[id] == 0) continue;
    total += left_[id];
    if (random_.below(total) < left_[id]) intended_ = id;
  }
}

void surw::intend_thread() {
  std::uint64_t sum = 0;
  intended_ = no_thread;
  for (thread_id id = 0; id < seen_threads_; ++id) {
    const std::uint32_t weight = left_[id] + inherited_[id];
    if (weight == 0) continue;
    sum += weight;
    if (random_.below(static_cast<std::uint32_t>(sum)) < weight) intended_ = id;
  }
}

/// A new thread takes its weight from its parent, and where the parent was intended for it, the two draw
/// again.
void surw::notice_threads(const choice& at) {
  for (; seen_threads_ < at.threads; ++seen_threads_) {
    const thread_id parent = at.running, child = seen_threads_;
    counted_->parent[child] = parent;
    counted_->threads = child + 1;
    counted_->does[child] = 0;
    const std::uint32_t weight = left_[child] + inherited_[child];
    const std::uint32_t before = left_[parent] + inherited_[parent];
    inherited_[parent] -= weight < inherited_[parent] ? weight : inherited_[parent];
    if (!by_group_ && intended_ == parent && weight > 0 &&
        random_.below(before < weight ? weight : before) < weight)
      intended_ = child;
  }
}

thread_id surw::choose(const choice& at) {
  notice_threads(at);
  if (object_ == nullptr) return random_walk::choose(at);
  thread_id free[max_threads];
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < at.count; ++i)
    if (at.candidates[i] == intended_ || !of_interest(at.pending[at.candidates[i]]))
      free[count++] = at.candidates[i];
  if (count > 0) return free[random_.below(count)];
  return random_walk::choose(at);  // the intended thread waits for one that is held back
}

void surw::executes(thread_id thread, const operation& what, const choice& at) {
  notice_threads(at);
  counted_->does[thread] =
      (counted_->does[thread] ^ static_cast<std::uint64_t>(what.kind)) * 0x9e3779b97f4a7c15u;
  if (what.object == nullptr) return;
  if (usage* u = find(*counted_, what.object)) {
    u->users += u->by_thread[thread]++ == 0 ? 1 : 0;
    u->written = u->written || !traits_of(what.kind).only_reads;
  }
  if (!of_interest(what)) return;
  if (left_[thread] > 0) --left_[thread];
  intend();
}

bool surw::end(ending) {
  profile* last = known_;
  known_ = counted_;
  counted_ = last;
  return true;
}

surw::~surw() = default;
const char* surw::name() const { return "SURW"; }

}  // namespace gauntlet::schedule
