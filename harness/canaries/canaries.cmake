# Two kinds of program with the same tests: `canaries` is made of the harness itself and must pass; `canaries_on_NAME` of a copy
# with harness/canaries/mutants/NAME.diff applied, and the canary that the diff's header names, and no other, must fail.
set(canary_sources harness/history/recorder.cpp harness/run/payload.cpp harness/schedule/injection.cpp)
set(canary_files ${canary_sources})
list(TRANSFORM canary_files REPLACE "cpp$" "hpp")
list(APPEND canary_files ${canary_sources})

# The files of the harness are looked for in `root` first. The rest is the real one.
function(gauntlet_canaries name root)
  gauntlet_uninstrumented(${name}_engine ${root}/harness/schedule/injection.cpp)
  target_include_directories(${name}_engine BEFORE PRIVATE ${root})
  add_executable(${name} canaries/canaries_test.cpp ${root}/harness/history/recorder.cpp ${root}/harness/run/payload.cpp
    $<TARGET_OBJECTS:${name}_engine> $<FILTER:$<TARGET_OBJECTS:gauntlet_engine>,EXCLUDE,/injection[.]cpp>
    $<TARGET_OBJECTS:gauntlet_explore_tsan> $<TARGET_OBJECTS:gauntlet_atomics_of_tsan>)
  target_include_directories(${name} BEFORE PRIVATE ${root})
  target_link_options(${name} PRIVATE $<TARGET_PROPERTY:gauntlet_schedule_tsan,INTERFACE_LINK_OPTIONS>)
  target_link_libraries(${name} PRIVATE gauntlet_flavour_tsan fmt::fmt GTest::gtest GTest::gtest_main ${CMAKE_DL_LIBS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests ENABLE_EXPORTS ON)
  add_test(NAME ${name} COMMAND ${name})
endfunction()

gauntlet_canaries(canaries ${PROJECT_SOURCE_DIR})

set(script ${PROJECT_SOURCE_DIR}/scripts/cmake/apply_harness_mutant.cmake)
file(GLOB diffs CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/mutants/*.diff)
foreach(diff IN LISTS diffs)
  get_filename_component(id ${diff} NAME_WE)
  set(out ${CMAKE_BINARY_DIR}/harness_mutants/${id})
  set(made ${canary_files})
  list(TRANSFORM made PREPEND ${out}/)
  set(originals ${canary_files})
  list(TRANSFORM originals PREPEND ${PROJECT_SOURCE_DIR}/)
  add_custom_command(OUTPUT ${made}
    COMMAND ${CMAKE_COMMAND} -DID=${id} -DDIFF=${diff} -DSOURCE=${PROJECT_SOURCE_DIR} "-DFILES=${canary_files}" -DOUT=${out} -P ${script}
    DEPENDS ${diff} ${originals} ${script} ${PROJECT_SOURCE_DIR}/scripts/cmake/apply_diff.cmake
    COMMENT "Mutant of the harness ${id}" VERBATIM)
  add_custom_target(canaries_on_${id}_sources DEPENDS ${made})
  gauntlet_canaries(canaries_on_${id} ${out})
  foreach(target canaries_on_${id} canaries_on_${id}_engine)
    add_dependencies(${target} canaries_on_${id}_sources)
  endforeach()
  # That it fails is what is expected, by this canary and no other.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${diff})
  file(STRINGS ${diff} killed_by REGEX "^killed-by: ")
  string(REPLACE "killed-by: " "" killed_by "${killed_by}")
  set_tests_properties(canaries_on_${id} PROPERTIES PASS_REGULAR_EXPRESSION "FAILED  \\] ${killed_by}\n\n 1 FAILED TEST")
endforeach()
