// Random numbers and identities. Under control they are a function of the schedule, because a replay must see
// the same ones. All sources share one generator, which begins each schedule in the same state. A draw is no
// scheduling point, so threads draw in the order in which they run, and no two draws are equal.

#include <stdlib.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "harness/schedule/engine/last_schedule.hpp"
#include "harness/schedule/interpose/identity.hpp"
#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(ssize_t, getrandom, void*, size_t, unsigned)
GAUNTLET_REAL(int, getentropy, void*, size_t)
GAUNTLET_REAL(int, rand)
GAUNTLET_REAL(long, random)
GAUNTLET_REAL(std::uint32_t, arc4random)
GAUNTLET_REAL(void, arc4random_buf, void*, size_t)
GAUNTLET_REAL(std::uint32_t, arc4random_uniform, std::uint32_t)
// std::random_device::_M_getval()
GAUNTLET_REAL(unsigned, _ZNSt13random_device9_M_getvalEv, void*)

namespace gauntlet::schedule {
namespace {

/// Returns the next number of the running schedule: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
std::uint64_t next_random() {
  static std::uint64_t state = 0, of_schedule = 0;
  if (of_schedule != the_scheduler().number()) {
    of_schedule = the_scheduler().number();
    state = 0;
  }
  std::uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/// Notes that the sequence of rand has advanced in a schedule.
bool rand_was_called = false;
void note_call_of_rand() {
  if (controlled()) rand_was_called = true;
}

std::uint32_t next_word() { return static_cast<std::uint32_t>(next_random() >> 32); }

}  // namespace

void fill_with_random(void* to, std::size_t bytes) {
  auto* out = static_cast<volatile unsigned char*>(to);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < bytes; ++i, bits >>= 8) {
    if (i % 8 == 0) bits = next_random();
    out[i] = static_cast<unsigned char>(bits);
  }
}

// The C library keeps the state of rand and random, which survives a schedule.
void reset_rand() {
  if (rand_was_called) srand(1);
  rand_was_called = false;
}

}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

ssize_t getrandom(void* to, size_t bytes, unsigned flags) {
  if (!controlled()) return real::getrandom()(to, bytes, flags);
  fill_with_random(to, bytes);
  return static_cast<ssize_t>(bytes);
}
int getentropy(void* to, size_t bytes) {
  constexpr size_t most = 256;  // getentropy(3)
  if (!controlled() || bytes > most) return real::getentropy()(to, bytes);
  fill_with_random(to, bytes);
  return 0;
}
int rand() noexcept {
  note_call_of_rand();
  return real::rand()();
}
long random() noexcept {
  note_call_of_rand();
  return real::random()();
}
std::uint32_t arc4random() noexcept { return controlled() ? next_word() : real::arc4random()(); }
void arc4random_buf(void* to, size_t bytes) noexcept {
  controlled() ? fill_with_random(to, bytes) : real::arc4random_buf()(to, bytes);
}
std::uint32_t arc4random_uniform(std::uint32_t bound) noexcept {
  if (!controlled()) return real::arc4random_uniform()(bound);
  return bound == 0 ? 0 : static_cast<std::uint32_t>(std::uint64_t{next_word()} * bound >> 32);
}
unsigned _ZNSt13random_device9_M_getvalEv(void* self) {
  return controlled() ? next_word() : real::_ZNSt13random_device9_M_getvalEv()(self);
}
}
