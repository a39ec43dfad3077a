# gauntlet_add_subject(name sources… [LINK libraries…] [CASES n] [SCHEDULES n] [LOCK_ORDER warn|error|ignore]): tests the group that the sources register with
# GAUNTLET_SUBJECT (gauntlet/subject.hpp).
#
# It adds for each flavour F of this Gauntlet:
#   NAME-runner-F        a target: the runner, which is the sources compiled for the flavour and linked with the harness
#   NAME.F               a test: CASES random plans (default: 500) under stress; not in `fast`
#   NAME.explore.F       a test: CASES random plans under explore, each in SCHEDULES schedules (default: 10); only in `fast` and `tsan`
# and once:
#   NAME-report          a target: a campaign in all flavours for GAUNTLET_BUDGET (default: 30s), with an HTML report
#
# LOCK_ORDER says what a report of ThreadSanitizer means that two mutexes were locked in both orders: a warning (the default), a failure,
# or nothing. Explore ignores these reports, because it observes deadlocks.
#
# A test that fails prints its findings, also without ctest --output-on-failure.
#
# LINK names libraries that the sources need. They are not compiled for the flavour, and ThreadSanitizer checks only code that was
# compiled with it. Therefore pass the sources of the group, not a library that contains it.

set(gauntlet_cmake_folder ${CMAKE_CURRENT_LIST_DIR})

function(gauntlet_add_subject name)
  cmake_parse_arguments(arg "" "CASES;SCHEDULES;LOCK_ORDER" "LINK" ${ARGN})
  set(sources ${arg_UNPARSED_ARGUMENTS})
  if(NOT sources)
    message(FATAL_ERROR "gauntlet_add_subject(${name}): no sources; pass the files that register the group with GAUNTLET_SUBJECT")
  endif()
  if(NOT arg_CASES)
    set(arg_CASES 500)
  endif()
  if(NOT arg_SCHEDULES)
    set(arg_SCHEDULES 10)
  endif()
  if(NOT arg_LOCK_ORDER)
    set(arg_LOCK_ORDER warn)
  endif()
  set(folder ${CMAKE_BINARY_DIR}/gauntlet/${name})
  set(run $<TARGET_FILE:gauntlet::gauntlet> --runners ${folder} run)
  set(test ${CMAKE_COMMAND} -P ${gauntlet_cmake_folder}/gauntlet_ctest.cmake -- ${run})
  set(environment)
  if(GAUNTLET_SYMBOLIZER)
    set(environment ENVIRONMENT GAUNTLET_SYMBOLIZER=${GAUNTLET_SYMBOLIZER})
  endif()
  set(runners)
  foreach(flavour IN LISTS GAUNTLET_FLAVOURS)
    set(runner ${name}-runner-${flavour})
    list(APPEND runners ${runner})
    add_executable(${runner} ${sources})
    target_link_libraries(${runner} PRIVATE ${arg_LINK} gauntlet::flavour_${flavour} $<LINK_LIBRARY:WHOLE_ARCHIVE,gauntlet::runner_${flavour}>)
    target_compile_options(${runner} PRIVATE -O1 -g1 -fno-omit-frame-pointer)  # so that sanitizer reports name source lines
    set_target_properties(${runner} PROPERTIES OUTPUT_NAME gauntlet-runner-${flavour} RUNTIME_OUTPUT_DIRECTORY ${folder})
    if(NOT flavour STREQUAL fast)
      add_test(NAME ${name}.${flavour} COMMAND ${test} --flavour ${flavour} --seed 1 --budget "${arg_CASES} cases"
        --lock-order ${arg_LOCK_ORDER} --out ${folder}/${flavour})
      set_tests_properties(${name}.${flavour} PROPERTIES ${environment})
    endif()
    if(flavour MATCHES "^(fast|tsan)$")
      add_test(NAME ${name}.explore.${flavour} COMMAND ${test} --mode explore --schedules ${arg_SCHEDULES} --flavour ${flavour} --seed 1
        --budget "${arg_CASES} cases" --out ${folder}/explore-${flavour})
      set_tests_properties(${name}.explore.${flavour} PROPERTIES ${environment})
    endif()
  endforeach()
  set(GAUNTLET_BUDGET 30s CACHE STRING "The budget of the NAME-report targets of gauntlet_add_subject")
  add_custom_target(${name}-report COMMAND ${CMAKE_COMMAND} -E env ${run} --budget ${GAUNTLET_BUDGET} --lock-order ${arg_LOCK_ORDER} --out ${folder}/report
    DEPENDS ${runners} USES_TERMINAL VERBATIM COMMENT "Gauntlet tests ${name}; the report will be ${folder}/report/report.html")
endfunction()
