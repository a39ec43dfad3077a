# The schedule is compiled once, without instrumentation, whatever the flavour: its own accesses must be seen by no sanitizer
# and be no scheduling points. It may call nothing that a sanitizer intercepts, so the compiler may not invent such calls.
file(GLOB schedule_sources CONFIGURE_DEPENDS
  schedule/*.cpp schedule/engine/*.cpp schedule/strategies/*.cpp schedule/interpose/*.cpp)
list(FILTER schedule_sources EXCLUDE REGEX "_test\\.cpp$|/atomics_of_|/no_plain_accesses|/schedule/explore(d|d_reports)?\\.cpp|/describe_wait|/dying_words|/replay_token|_fixture|/racy_bodies|/schedule/portfolio")

function(gauntlet_uninstrumented name)
  add_library(${name} OBJECT ${ARGN})
  target_link_libraries(${name} PRIVATE gauntlet_flavour_plain)
  target_compile_options(${name} PRIVATE -fno-builtin -fno-stack-protector -fomit-frame-pointer -mcx16)
endfunction()
gauntlet_uninstrumented(gauntlet_engine ${schedule_sources})
gauntlet_uninstrumented(gauntlet_atomics_of_tsan schedule/interpose/atomics_of_tsan.cpp schedule/interpose/no_plain_accesses.cpp)
gauntlet_uninstrumented(gauntlet_atomics_of_fast schedule/interpose/atomics_of_fast.cpp)
gauntlet_uninstrumented(gauntlet_atomics_of_none schedule/interpose/no_plain_accesses.cpp)
set(gauntlet_atomics_plain none)
set(gauntlet_atomics_asan none)
set(gauntlet_atomics_tsan tsan)
set(gauntlet_atomics_fast fast)

set(gauntlet_wrapped_tsan __tsan_atomic_thread_fence)
foreach(width 8 16 32 64 128)
  foreach(name load store exchange fetch_add fetch_sub fetch_and fetch_or fetch_xor fetch_nand
          compare_exchange_strong compare_exchange_weak compare_exchange_val)
    list(APPEND gauntlet_wrapped_tsan __tsan_atomic${width}_${name})
  endforeach()
endforeach()

# What calls the schedule from outside is compiled like everything else.
gauntlet_library(gauntlet_explore schedule/describe_wait.cpp schedule/dying_words.cpp schedule/explore.cpp schedule/explored.cpp schedule/portfolio.cpp
  schedule/replay_token.cpp)

# gauntlet_schedule_FLAVOUR: the schedule's objects and how a program is linked with them.
foreach(flavour IN LISTS GAUNTLET_FLAVOURS)
  add_library(gauntlet_schedule_${flavour} INTERFACE)
  target_sources(gauntlet_schedule_${flavour} INTERFACE
    $<TARGET_OBJECTS:gauntlet_engine> $<TARGET_OBJECTS:gauntlet_explore_${flavour}>
    $<TARGET_OBJECTS:gauntlet_atomics_of_${gauntlet_atomics_${flavour}}>)
  foreach(name __cxa_guard_acquire __cxa_guard_release __cxa_guard_abort _Znwm _Znam _ZnwmSt11align_val_t _ZnamSt11align_val_t
          _ZnwmRKSt9nothrow_t _ZnamRKSt9nothrow_t ${gauntlet_wrapped_${flavour}})
    list(APPEND gauntlet_link_options_${flavour} LINKER:--wrap=${name})
  endforeach()
  target_link_options(gauntlet_schedule_${flavour} INTERFACE ${gauntlet_link_options_${flavour}})
  target_link_libraries(gauntlet_schedule_${flavour} INTERFACE fmt::fmt ${CMAKE_DL_LIBS})
endforeach()

# gauntlet_explore(target [FLAVOUR fast|tsan|asan] [WITHOUT_REPORTS]): compiles the target's own sources for the flavour (default: fast), and links
# it so that gauntlet::explore controls its threads.
# WITHOUT_REPORTS is for programs that define __tsan_on_report and __tsan_default_options themselves.
function(gauntlet_explore target)
  cmake_parse_arguments(arg "WITHOUT_REPORTS" "FLAVOUR" "" ${ARGN})
  if(NOT arg_FLAVOUR)
    set(arg_FLAVOUR fast)
  endif()
  if(NOT TARGET gauntlet_schedule_${arg_FLAVOUR})
    message(FATAL_ERROR "gauntlet_explore(${target}): flavour ${arg_FLAVOUR} is not built; GAUNTLET_FLAVOURS is ${GAUNTLET_FLAVOURS}")
  endif()
  if(arg_FLAVOUR STREQUAL tsan AND NOT arg_WITHOUT_REPORTS)
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/explored_reports.cpp)
  endif()
  target_link_libraries(${target} PRIVATE gauntlet_flavour_${arg_FLAVOUR} gauntlet_schedule_${arg_FLAVOUR})
  set_target_properties(${target} PROPERTIES ENABLE_EXPORTS ON)
endfunction()
