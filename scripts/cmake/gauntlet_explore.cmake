# gauntlet_explore(target [FLAVOUR fast|tsan|asan] [WITHOUT_REPORTS]): compiles the target's own sources for the flavour (default: fast),
# and links the target so that gauntlet::explore (gauntlet/explore.hpp) controls its threads.
# WITHOUT_REPORTS: for a program that defines __tsan_on_report, __tsan_default_options or __tsan_default_suppressions itself.
function(gauntlet_explore target)
  cmake_parse_arguments(arg "WITHOUT_REPORTS" "FLAVOUR" "" ${ARGN})
  if(NOT arg_FLAVOUR)
    set(arg_FLAVOUR fast)
  endif()
  if(NOT TARGET gauntlet::explored_${arg_FLAVOUR})
    message(FATAL_ERROR "gauntlet_explore(${target}): this Gauntlet was built without the flavour ${arg_FLAVOUR}; it has ${GAUNTLET_FLAVOURS}")
  endif()
  target_link_libraries(${target} PRIVATE gauntlet::flavour_${arg_FLAVOUR} $<LINK_LIBRARY:WHOLE_ARCHIVE,gauntlet::explored_${arg_FLAVOUR}>)
  if(arg_FLAVOUR STREQUAL tsan AND NOT arg_WITHOUT_REPORTS)
    target_link_libraries(${target} PRIVATE $<LINK_LIBRARY:WHOLE_ARCHIVE,gauntlet::reports_tsan>)
  endif()
  set_target_properties(${target} PROPERTIES ENABLE_EXPORTS ON)
endfunction()
