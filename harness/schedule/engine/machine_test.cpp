#include "harness/schedule/engine/machine.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>

namespace gauntlet::schedule::machine {
namespace {

constexpr std::size_t size = 1u << 16;

TEST(machine, maps_zeroed_pages) {
  const auto* bytes = static_cast<const char*>(pages(size));
  for (std::size_t i = 0; i < size; i += 4096) EXPECT_EQ(bytes[i], 0);
}

TEST(machine, maps_pages_at_an_address_unless_it_is_in_use) {
  constexpr std::uintptr_t wanted = 0x7e00'0000'0000;
  EXPECT_EQ(pages_at(wanted, size), reinterpret_cast<void*>(wanted));
  EXPECT_NE(pages_at(wanted, size), reinterpret_cast<void*>(wanted));
}

context home, away;
int visits = 0;

void count_visits() {
  for (;;) {
    ++visits;
    switch_context(&away, &home);
  }
}

TEST(machine, switches_to_another_stack_and_back) {
  home.thread_base = away.thread_base = thread_base();
  prepare(away, static_cast<char*>(pages(size)) + size, count_visits);
  for (int i = 1; i <= 3; ++i) {
    switch_context(&home, &away);
    EXPECT_EQ(visits, i);
  }
}

TEST(machine, returns_errors_as_the_kernel_does) { EXPECT_EQ(system_call(3 /* close */, -1), -EBADF); }

TEST(machine_deathtest, ends_the_process_with_a_sentence) {
  EXPECT_EXIT(give_up("no luck"), testing::ExitedWithCode(3), "gauntlet: the harness itself failed: no luck");
  EXPECT_EXIT(abort("the subject's fault\n"), testing::KilledBySignal(SIGABRT), "the subject's fault");
}

}  // namespace
}  // namespace gauntlet::schedule::machine
