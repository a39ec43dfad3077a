#pragma once

#include <utility>

#include "gauntlet/subject.hpp"
#include "task_group.hpp"

struct adapter {
  explicit adapter(const gauntlet::setup&) {}
  static gauntlet::capabilities promises() { return {.repeat_wait = false, .reuse = false}; }
  void submit(gauntlet::task task) { group.start(gauntlet::throws(std::move(task))); }
  void wait(gauntlet::result& out) {
    gauntlet::tell_thrown([this] { group.wait(); }, out);
  }
  task_group group;
};
