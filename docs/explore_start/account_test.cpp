#include "account.hpp"

#include <thread>

#include "gauntlet/explore_gtest.hpp"

TEST(account, is_never_overdrawn) {
  GAUNTLET_EXPLORE({.schedules = 500}, [] {
    account a(1);
    std::thread one([&] { a.withdraw(1); }), two([&] { a.withdraw(1); });
    one.join();
    two.join();
    EXPECT_GE(a.balance(), 0);
  });
}
