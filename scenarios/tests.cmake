# The tests of the references, built as a user would ship them: without injection points and without the harness's libraries. They
# take long to compile, so `plain` is built only if no flavour has a sanitizer.
set(flavours tsan asan)
if(GAUNTLET_FLAVOURS STREQUAL "plain")
  set(flavours plain)
endif()
add_library(gauntlet_asio INTERFACE)
target_include_directories(gauntlet_asio SYSTEM INTERFACE ${ASIO_INCLUDE_DIR})
gauntlet_test(subjects_test FLAVOURS ${flavours} LINK gauntlet_asio SOURCES
  subjects/error_test.cpp subjects/context_test.cpp subjects/permits_test.cpp subjects/wait_group_test.cpp
  subjects/crew_test.cpp subjects/error_channel_test.cpp subjects/programs_test.cpp
  subjects/fail_fast_test.cpp subjects/fail_fast_submit_test.cpp subjects/collect_all_test.cpp)
gauntlet_test(properties_test FLAVOURS ${flavours} LINK gauntlet_asio ${RAPIDCHECK_LIBRARY} SOURCES
  properties/errors_test.cpp properties/contexts_test.cpp properties/groups_test.cpp)

# The subjects as the runners run them, with the decoys and with a few mutants that a property alone finds.
gauntlet_patched(few FOLDER ${CMAKE_CURRENT_SOURCE_DIR}/mutants SUBJECTS ${subjects}
  ONLY "^(err-last-wins|join-completion-order|is-first-branch-only|wrap-nil)$")
gauntlet_patched(decoys FOLDER ${CMAKE_CURRENT_SOURCE_DIR}/decoys SUBJECTS ${subjects})
foreach(flavour plain tsan asan)
  set(instrumentation ${gauntlet_instrumentation_of_${flavour}})
  if(NOT flavour IN_LIST GAUNTLET_FLAVOURS)
    continue()
  endif()
  set(mutants gauntlet_mutants_thread gauntlet_decoys_thread)
  if(NOT instrumentation STREQUAL "thread")
    set(mutants gauntlet_few_${instrumentation})
    gauntlet_patched_library(${mutants} ${instrumentation} ${few} ${decoys})
    set_target_properties(${mutants} PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
  gauntlet_test(plans_test FLAVOURS ${flavour} SOURCES properties/plans_test.cpp subjects/adapters/errors_test.cpp
    LINK gauntlet_subjects ${mutants} gauntlet_conforms ${RAPIDCHECK_LIBRARY})
endforeach()

# Each history that counts as an exercise of a property has a distorted twin that the property rejects.
file(GLOB twins CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/harness/check/twins/*.cpp)
list(FILTER twins EXCLUDE REGEX "_test\\.cpp$")
gauntlet_test(exercised_audit_test OPTIMIZED SOURCES properties/exercised_audit_test.cpp ${twins}
  ${PROJECT_SOURCE_DIR}/harness/check/random_history.cpp LINK gauntlet_subjects gauntlet_conforms)

# Checks that instrumented and uninstrumented objects share no inline functions.
if("tsan" IN_LIST GAUNTLET_FLAVOURS AND "asan" IN_LIST GAUNTLET_FLAVOURS)
  add_test(NAME seams COMMAND ${PROJECT_SOURCE_DIR}/scripts/seam_test ${PROJECT_BINARY_DIR})
endif()

# Replays the bugs of real libraries: each case file must still fail with its key.
if("fast" IN_LIST GAUNTLET_FLAVOURS AND GAUNTLET_PEERS)
  add_test(NAME refound COMMAND ${PROJECT_SOURCE_DIR}/scripts/refound_test ${gauntlet_bin})
  set_tests_properties(refound PROPERTIES TIMEOUT 300)
endif()
# Checks that each event of a finding is drawn in the column of its own thread.
if("fast" IN_LIST GAUNTLET_FLAVOURS AND GAUNTLET_MUTANTS STREQUAL ".")
  add_test(NAME pictures COMMAND ${PROJECT_SOURCE_DIR}/scripts/picture_test ${gauntlet_bin})
  set_tests_properties(pictures PROPERTIES TIMEOUT 300)
endif()
if(TARGET gauntlet-runner-go)
  add_test(NAME go COMMAND ${PROJECT_SOURCE_DIR}/scripts/go_test ${gauntlet_bin})
  set_tests_properties(go PROPERTIES TIMEOUT 300)
endif()
