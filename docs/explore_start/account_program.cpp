#include <cstdio>
#include <thread>

#include "account.hpp"
#include "gauntlet/explore.hpp"

int main() {
  int balance = 0;
  const auto body = [&] {
    account a(1);
    std::thread one([&] { a.withdraw(1); }), two([&] { a.withdraw(1); });
    one.join();
    two.join();
    balance = a.balance();
  };
  const auto result = gauntlet::explore({.schedules = 500}, body, [&] { return balance < 0; });
  if (result.failed) std::printf("overdrawn: %s\n", gauntlet::describe(result).c_str());
  return result.failed ? 1 : 0;
}
