#pragma once

#include "harness/schedule/engine/operation.hpp"
#ifndef GAUNTLET_WITHOUT_ENGINE
#include "harness/schedule/engine/scheduler.hpp"
#endif

/// The scheduling points at memory accesses: shared by access_hooks.cpp and by the files of the `tsan`
/// flavour. Programs without the engine, such as the tests of the judge, have none.
namespace gauntlet::schedule {

#ifdef GAUNTLET_WITHOUT_ENGINE
inline void point(op, const volatile void*, void*) {}
inline bool fails_spuriously() { return false; }
#else
/// A scheduling point before an access to `object`, if the calling thread is under control. `caller`: the
/// return address in the subject.
inline void point(op kind, const volatile void* object, void* caller) {
  if (controlled()) the_scheduler().point(kind, const_cast<const void*>(object), caller);
}
/// Draws whether a weak compare-exchange fails now.
inline bool fails_spuriously() { return controlled() && the_scheduler().fails_spuriously(); }
#endif

}  // namespace gauntlet::schedule

#define GAUNTLET_CALLER __builtin_return_address(0)
