find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)

# The references as a user would ship them: without the harness's injection points, so that no library of it is needed.
gauntlet_test(subjects_test SANITIZED SOURCES
  subjects/error_test.cpp subjects/context_test.cpp subjects/permits_test.cpp subjects/wait_group_test.cpp
  subjects/crew_test.cpp subjects/error_channel_test.cpp subjects/programs_test.cpp)
gauntlet_test(groups_test SANITIZED SOURCES subjects/fail_fast_test.cpp subjects/fail_fast_submit_test.cpp subjects/collect_all_test.cpp)
gauntlet_test(properties_test SANITIZED SOURCES
  properties/errors_test.cpp properties/contexts_test.cpp properties/groups_test.cpp LINK ${RAPIDCHECK_LIBRARY})
foreach(flavour IN LISTS GAUNTLET_FLAVOURS)
  foreach(test subjects_test groups_test properties_test)
    if(TARGET ${test}_${flavour})
      target_include_directories(${test}_${flavour} SYSTEM PRIVATE ${ASIO_INCLUDE_DIR})
    endif()
  endforeach()
endforeach()

# As the runners run them.
gauntlet_test(plans_test
  LIBRARIES gauntlet_subjects gauntlet_mutants gauntlet_decoys gauntlet_run gauntlet_check gauntlet_core
  SOURCES properties/plans_test.cpp subjects/adapters/errors_test.cpp ../harness/campaign/watchdog.cpp
    ../harness/conformance/plan_judge.cpp
  LINK fmt::fmt ${RAPIDCHECK_LIBRARY} ${CMAKE_DL_LIBS})

# Bugs of real libraries that were found again: each case file still fails for its reason.
if(BUILD_TESTING AND "fast" IN_LIST GAUNTLET_FLAVOURS)
  add_test(NAME refound COMMAND ${PROJECT_SOURCE_DIR}/scripts/refound_test ${CMAKE_BINARY_DIR}/bin)
  set_tests_properties(refound PROPERTIES TIMEOUT 300)
endif()
