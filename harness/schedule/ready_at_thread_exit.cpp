// Makes the result of set_value_at_thread_exit, set_exception_at_thread_exit and make_ready_at_thread_exit
// visible to ThreadSanitizer. Their last step, a store with release order when the thread ends, is a function
// of libstdc++'s shared library, which is not instrumented: ThreadSanitizer would report a race between the
// thread and every reader of the future. Here the same step is compiled like the rest of the program.

#include <dlfcn.h>

#include <future>
#include <memory>

#ifdef __GLIBCXX__

// Weak, so that a program with a static libstdc++ keeps the definitions of that library.
__attribute__((weak)) void std::__future_base::_State_baseV2::_Make_ready::_S_run(void* element) {
  const std::unique_ptr<_Make_ready> ready(static_cast<_Make_ready*>(element));
  if (const auto state = ready->_M_shared_state.lock())
    state->_M_status._M_store_notify_all(_Status::__ready, std::memory_order_release);
}

/// Registers this element to run when the thread ends. The library's own function does so, but with its own
/// `_S_run`. It is looked up in every call: the guard of a static variable would be a scheduling point in the
/// first schedule only.
__attribute__((weak)) void std::__future_base::_State_baseV2::_Make_ready::_M_set() {
  const auto library_set = reinterpret_cast<void (*)(_Make_ready*)>(
      dlsym(RTLD_NEXT, "_ZNSt13__future_base13_State_baseV211_Make_ready6_M_setEv"));
  library_set(this);
  _M_cb = &_Make_ready::_S_run;
}

#endif
