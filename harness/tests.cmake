find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)

gauntlet_test(plan_test LIBRARIES gauntlet_core SOURCES plan/plan_test.cpp LINK fmt::fmt ${RAPIDCHECK_LIBRARY})
gauntlet_test(history_test LIBRARIES gauntlet_run gauntlet_core SOURCES history/recorder_test.cpp LINK fmt::fmt)
gauntlet_test(check_test LIBRARIES gauntlet_check gauntlet_core SOURCES
  check/properties_test.cpp check/submission_test.cpp check/callbacks_test.cpp check/ends_test.cpp check/diagnose_hang_test.cpp
  LINK fmt::fmt)
gauntlet_test(agreement_test PLAIN_ONLY OPTIMIZED LIBRARIES gauntlet_check gauntlet_core SOURCES
  check/agreement_test.cpp check/found_by_agreement_test.cpp check/linearizability_test.cpp check/linearizability.cpp
  check/distortions.cpp check/random_history.cpp LINK fmt::fmt ${RAPIDCHECK_LIBRARY})
if(TARGET agreement_test_plain)
  # The same histories each time; scripts/agreement takes others, and more of them.
  set_tests_properties(agreement_test.plain PROPERTIES ENVIRONMENT "RC_PARAMS=seed=1 max_success=10000 max_discard_ratio=100")
endif()
gauntlet_test(journal_test PLAIN_ONLY LIBRARIES gauntlet_messages gauntlet_check gauntlet_core
  SOURCES campaign/journal_test.cpp LINK gauntlet_campaign fmt::fmt)
gauntlet_test(campaign_test PLAIN_ONLY LIBRARIES gauntlet_messages gauntlet_check gauntlet_core
  SOURCES campaign/budget_test.cpp campaign/campaign_test.cpp campaign/case_file_test.cpp campaign/flight_recorder_test.cpp
    campaign/protocol_test.cpp campaign/real_runner_test.cpp campaign/reduce_test.cpp campaign/replayed_case_test.cpp
    campaign/runner_process_test.cpp campaign/symbolizer_test.cpp campaign/tally_test.cpp
  LINK gauntlet_campaign fmt::fmt)
if(TARGET campaign_test_plain)
  add_executable(gauntlet-fake-runner campaign/fake_runner.cpp)
  set_target_properties(gauntlet-fake-runner PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(gauntlet-fake-runner PRIVATE
    gauntlet_flavour_plain gauntlet_messages_plain gauntlet_check_plain gauntlet_core_plain fmt::fmt)
  target_compile_definitions(campaign_test_plain PRIVATE GAUNTLET_FAKE_RUNNER="$<TARGET_FILE:gauntlet-fake-runner>")
  add_dependencies(campaign_test_plain gauntlet-fake-runner)
  foreach(flavour IN LISTS GAUNTLET_FLAVOURS)
    set(target gauntlet-escaping-runner-${flavour})
    add_executable(${target} campaign/escaping_runner.cpp)
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests ENABLE_EXPORTS ON)
    target_link_libraries(${target} PRIVATE
      gauntlet_worker_${flavour} gauntlet_messages_${flavour} gauntlet_run_${flavour} gauntlet_check_${flavour}
      gauntlet_core_${flavour} fmt::fmt ${CMAKE_DL_LIBS})
    add_dependencies(campaign_test_plain ${target})
  endforeach()
  list(JOIN GAUNTLET_FLAVOURS "," flavours)
  target_compile_definitions(campaign_test_plain PRIVATE
    GAUNTLET_ESCAPING_RUNNER="${CMAKE_BINARY_DIR}/tests/gauntlet-escaping-runner-" GAUNTLET_FLAVOURS="${flavours}")
endif()
gauntlet_test(bridge_test PLAIN_ONLY LIBRARIES gauntlet_messages gauntlet_check gauntlet_core
  SOURCES campaign/bridge_test.cpp LINK gauntlet_campaign fmt::fmt)
if(TARGET bridge_test_plain)
  gauntlet_foreign_runner(fake)
  add_executable(gauntlet-foreign-fake campaign/fake_foreign.cpp)
  target_link_libraries(gauntlet-foreign-fake PRIVATE gauntlet_flavour_plain)
  set_target_properties(gauntlet-runner-fake gauntlet-foreign-fake PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_compile_definitions(bridge_test_plain PRIVATE
    GAUNTLET_FOREIGN_RUNNER="$<TARGET_FILE:gauntlet-runner-fake>" GAUNTLET_FAKE_RUNNER="")
  add_dependencies(bridge_test_plain gauntlet-runner-fake gauntlet-foreign-fake)
endif()
gauntlet_test(watchdog_test LIBRARIES gauntlet_run gauntlet_core SOURCES campaign/watchdog_test.cpp campaign/watchdog.cpp
  LINK fmt::fmt ${CMAKE_DL_LIBS})
gauntlet_test(execute_test LIBRARIES gauntlet_run gauntlet_core SOURCES run/execute_test.cpp LINK fmt::fmt ${CMAKE_DL_LIBS})
# Tests that include inline functions of the engine may not be instrumented (schedule_seam), so they are in `plain` only.
set(schedule_tests_of_the_engine
  schedule/engine/borrowed_threads_test.cpp schedule/engine/chooser_test.cpp schedule/engine/machine_test.cpp
  schedule/engine/objects_test.cpp schedule/engine/operation_test.cpp schedule/engine/schedule_recorder_test.cpp
  schedule/engine/spin_detector_test.cpp schedule/engine/thread_set_test.cpp schedule/engine/thread_table_test.cpp
  schedule/engine/virtual_clock_test.cpp)
file(GLOB schedule_tests CONFIGURE_DEPENDS
  schedule/*_test.cpp schedule/engine/*_test.cpp schedule/interpose/*_test.cpp schedule/strategies/*_test.cpp)
# Programs of their own.
list(FILTER schedule_tests EXCLUDE REGEX "/(explored_races|fingerprints)_test\\.cpp$")
foreach(test IN LISTS schedule_tests_of_the_engine)
  list(REMOVE_ITEM schedule_tests ${CMAKE_CURRENT_SOURCE_DIR}/${test})
endforeach()
gauntlet_test(schedule_test EXPLORES LIBRARIES gauntlet_schedule SOURCES
  ${schedule_tests} schedule/schedule_fixture.cpp schedule/interpose/primitives_fixture.cpp schedule/strategies/racy_bodies.cpp
  LINK fmt::fmt)
if(TARGET schedule_test_plain)
  target_sources(schedule_test_plain PRIVATE ${schedule_tests_of_the_engine})
endif()

if("tsan" IN_LIST GAUNTLET_FLAVOURS)
  add_test(NAME end_to_end COMMAND ${PROJECT_SOURCE_DIR}/scripts/end_to_end_test ${CMAKE_BINARY_DIR}/bin)
  set_tests_properties(end_to_end PROPERTIES TIMEOUT 400 RUN_SERIAL ON)
endif()
if("tsan" IN_LIST GAUNTLET_FLAVOURS AND BUILD_TESTING)
  include(canaries/canaries.cmake)
  add_executable(explored_races_test schedule/explored_races_test.cpp)
  gauntlet_explore(explored_races_test FLAVOUR tsan)
  target_link_libraries(explored_races_test PRIVATE GTest::gtest GTest::gtest_main)
  set_target_properties(explored_races_test PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_test(NAME explored_races_test COMMAND explored_races_test)
  # The reports are what is expected.
  set_tests_properties(explored_races_test PROPERTIES ENVIRONMENT "TSAN_OPTIONS=exitcode=0:symbolize=0")
endif()
add_test(NAME kills COMMAND ${PROJECT_SOURCE_DIR}/scripts/kill_test ${CMAKE_BINARY_DIR}/bin)
set_tests_properties(kills PROPERTIES TIMEOUT 400)
if("tsan" IN_LIST GAUNTLET_FLAVOURS AND "fast" IN_LIST GAUNTLET_FLAVOURS AND BUILD_TESTING)
  foreach(flavour fast tsan)
    add_executable(fingerprints_${flavour}
      schedule/fingerprints_test.cpp schedule/interpose/primitives_fixture.cpp schedule/schedule_fixture.cpp)
    gauntlet_explore(fingerprints_${flavour} FLAVOUR ${flavour} WITHOUT_REPORTS)
    set_target_properties(fingerprints_${flavour} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME fingerprints_whatever_ran_before.${flavour} COMMAND bash -c
      "one=$('$<TARGET_FILE:fingerprints_${flavour}>') && two=$('$<TARGET_FILE:fingerprints_${flavour}>' --backwards) &&
       diff <(sort <<<\"$one\") <(sort <<<\"$two\")")
  endforeach()
  add_test(NAME fingerprints_in_both_flavours
    COMMAND bash -c
      "one=$('$<TARGET_FILE:fingerprints_fast>') && two=$('$<TARGET_FILE:fingerprints_tsan>') &&
       diff <(echo \"$one\") <(echo \"$two\")")
endif()
if("tsan" IN_LIST GAUNTLET_FLAVOURS AND BUILD_TESTING)
  add_test(NAME schedule_seam COMMAND ${PROJECT_SOURCE_DIR}/scripts/seam_test ${CMAKE_BINARY_DIR})
endif()
