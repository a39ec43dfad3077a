# gauntlet_add_subject(name sources… [LINK libraries…] [CASES n] [SCHEDULES n]): judges the group that the sources register with
# GAUNTLET_SUBJECT (gauntlet/subject.hpp).
#
# It makes, for each flavour F that this Gauntlet was built with:
#   NAME-runner-F        the runner: the sources, compiled as the flavour wants it, with the harness around them
#   NAME.F               a CTest entry: CASES random plans (default: 500) on free threads; in `fast` and `tsan` under control, too,
#                        each plan in SCHEDULES schedules (NAME.explore.F)
# and the target NAME-report: a whole campaign, of GAUNTLET_BUDGET (default: 30s), with its HTML report.
#
# A test that fails prints its findings, also where CTest is called without --output-on-failure.
#
# LINK: what the sources need. What is linked is not compiled for the flavour: ThreadSanitizer sees only what is built with it, so
# give it the sources of the group, not its library.

set(gauntlet_cmake_folder ${CMAKE_CURRENT_LIST_DIR})

function(gauntlet_add_subject name)
  cmake_parse_arguments(arg "" "CASES;SCHEDULES" "LINK" ${ARGN})
  set(sources ${arg_UNPARSED_ARGUMENTS})
  if(NOT sources)
    message(FATAL_ERROR "gauntlet_add_subject(${name}): no sources; give those that register the group with GAUNTLET_SUBJECT")
  endif()
  if(NOT arg_CASES)
    set(arg_CASES 500)
  endif()
  if(NOT arg_SCHEDULES)
    set(arg_SCHEDULES 10)
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
    target_compile_options(${runner} PRIVATE -O1 -g1 -fno-omit-frame-pointer)  # reports name lines
    set_target_properties(${runner} PROPERTIES OUTPUT_NAME gauntlet-runner-${flavour} RUNTIME_OUTPUT_DIRECTORY ${folder})
    if(NOT flavour STREQUAL fast)
      add_test(NAME ${name}.${flavour} COMMAND ${test} --flavour ${flavour} --seed 1 --budget "${arg_CASES} cases" --out ${folder}/${flavour})
      set_tests_properties(${name}.${flavour} PROPERTIES ${environment})
    endif()
    if(flavour MATCHES "^(fast|tsan)$")
      add_test(NAME ${name}.explore.${flavour} COMMAND ${test} --mode explore --schedules ${arg_SCHEDULES} --flavour ${flavour} --seed 1
        --budget "${arg_CASES} cases" --out ${folder}/explore-${flavour})
      set_tests_properties(${name}.explore.${flavour} PROPERTIES ${environment})
    endif()
  endforeach()
  set(GAUNTLET_BUDGET 30s CACHE STRING "How long the report targets of gauntlet_add_subject run")
  add_custom_target(${name}-report COMMAND ${CMAKE_COMMAND} -E env ${run} --budget ${GAUNTLET_BUDGET} --out ${folder}/report
    DEPENDS ${runners} USES_TERMINAL VERBATIM COMMENT "Gauntlet judges ${name}; the report: ${folder}/report/report.html")
endfunction()
