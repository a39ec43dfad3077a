# The example of docs/your_own_group.md is compiled, run, and compared with the page.
if(BUILD_TESTING)
  add_executable(gauntlet-runner-example ${PROJECT_SOURCE_DIR}/scenarios/runner_main.cpp ${CMAKE_CURRENT_LIST_DIR}/your_own_group.cpp)
  set_target_properties(gauntlet-runner-example PROPERTIES ENABLE_EXPORTS ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(gauntlet-runner-example PRIVATE gauntlet_flavour_plain gauntlet_worker_plain
    gauntlet_messages_plain gauntlet_run_plain gauntlet_check_plain gauntlet_core_plain fmt::fmt ${CMAKE_DL_LIBS})
  add_test(NAME your_own_group
    COMMAND ${PROJECT_SOURCE_DIR}/scripts/your_own_group_test $<TARGET_FILE:gauntlet-runner-example>)
  add_test(NAME properties_page COMMAND ${PROJECT_SOURCE_DIR}/scripts/properties_page_test ${CMAKE_BINARY_DIR}/bin)
endif()
