#include "harness/run/moves.hpp"

#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::run {
namespace {

schedule::unsynchronised_atomic<std::uint32_t> moves, failing_move;
thread_local bool watched = false;

}  // namespace

void begin_counting_moves(std::uint32_t fail_at) {
  moves.store(0);
  failing_move.store(fail_at);
}
void stop_failing_moves() { failing_move.store(0); }
std::uint32_t counted_moves() { return moves.load(); }

bool move_fails() { return watched && moves.add(1) + 1 == failing_move.load(); }

watched_moves::watched_moves() { watched = true; }
watched_moves::~watched_moves() { watched = false; }

}  // namespace gauntlet::run
