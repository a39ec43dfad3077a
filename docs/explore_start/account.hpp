#pragma once

#include <mutex>

/// Holds an amount of money that is never negative. Threading: any thread.
class account {
 public:
  explicit account(int balance) : balance_(balance) {}

  void withdraw(int amount) {
    if (balance() < amount) return;
    const std::lock_guard lock(mutex_);
    balance_ -= amount;
  }

  int balance() const {
    const std::lock_guard lock(mutex_);
    return balance_;
  }

 private:
  mutable std::mutex mutex_;
  int balance_;
};
