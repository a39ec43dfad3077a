# gauntlet_explored_program(target flavour [WITHOUT_REPORTS]): links the program so that gauntlet::explore controls its threads.
# WITHOUT_REPORTS: the program defines __tsan_on_report, __tsan_default_options or __tsan_default_suppressions itself.
function(gauntlet_explored_program target flavour)
  target_link_libraries(${target} PRIVATE gauntlet_flavour_${flavour} gauntlet_schedule_${flavour})
  if(flavour STREQUAL tsan AND NOT "WITHOUT_REPORTS" IN_LIST ARGN)
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:gauntlet_explored_reports>)
  endif()
  set_target_properties(${target} PROPERTIES ENABLE_EXPORTS ON)
endfunction()

if(NOT GAUNTLET_TESTS)
  return()
endif()

# These are not in schedule_test: the explored_ tests expect ThreadSanitizer's reports, fingerprints_test prints fingerprints, and
# own_annotations_test defines functions of ThreadSanitizer's interface.
list(FILTER tests EXCLUDE REGEX "/(explored_races|explored_fences|fingerprints|own_annotations)_test\\.cpp$")
set(fixtures schedule_fixture.cpp interpose/primitives_fixture.cpp strategies/racy_bodies.cpp)
# Tests that include inline functions of the engine must not be instrumented (scripts/seam_test), so they are in `plain` only.
set(tests_of_the_engine ${tests})
list(FILTER tests_of_the_engine INCLUDE REGEX
  "/(engine/(borrowed_threads|chooser|fairness|machine|objects|operation|schedule_recorder|spin_detector|thread_set|thread_table|virtual_clock)|strategies/use_profile)_test\\.cpp$")
list(REMOVE_ITEM tests ${tests_of_the_engine})
gauntlet_test(schedule_test OPTIMIZED TIMEOUT 900 FLAVOURS ${GAUNTLET_FLAVOURS} SOURCES ${tests} ${fixtures} LINK gauntlet_schedule)
if(TARGET schedule_test_plain)
  target_sources(schedule_test_plain PRIVATE ${tests_of_the_engine})
endif()

if("tsan" IN_LIST GAUNTLET_FLAVOURS)
  add_executable(explored_races_test explored_races_test.cpp explored_fences_test.cpp)
  gauntlet_explored_program(explored_races_test tsan)
  target_link_libraries(explored_races_test PRIVATE GTest::gtest GTest::gtest_main)
  gauntlet_test_program(explored_races_test)
  add_test(NAME explored_races_test COMMAND explored_races_test)
  # ThreadSanitizer's suppressions need a symbolizer. The compiler's own is next to it.
  file(REAL_PATH ${CMAKE_CXX_COMPILER} compiler)
  get_filename_component(compiler_folder ${compiler} DIRECTORY)
  find_program(GAUNTLET_COMPILER_SYMBOLIZER llvm-symbolizer HINTS ${compiler_folder})
  mark_as_advanced(GAUNTLET_COMPILER_SYMBOLIZER)
  set(options "exitcode=0:symbolize=0")
  if(GAUNTLET_COMPILER_SYMBOLIZER)
    set(options "exitcode=0:external_symbolizer_path=${GAUNTLET_COMPILER_SYMBOLIZER}")
  endif()
  set_tests_properties(explored_races_test PROPERTIES ENVIRONMENT "TSAN_OPTIONS=${options}")
endif()

if("fast" IN_LIST GAUNTLET_FLAVOURS)
  add_executable(own_annotations_test interpose/own_annotations_test.cpp)
  gauntlet_explored_program(own_annotations_test fast)
  target_link_libraries(own_annotations_test PRIVATE GTest::gtest GTest::gtest_main)
  gauntlet_test_program(own_annotations_test)
  add_test(NAME own_annotations_test COMMAND own_annotations_test)
endif()

if("tsan" IN_LIST GAUNTLET_FLAVOURS AND "fast" IN_LIST GAUNTLET_FLAVOURS)
  set(flavours fast tsan)
  if("asan" IN_LIST GAUNTLET_FLAVOURS AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    list(APPEND flavours asan)
  endif()
  foreach(flavour IN LISTS flavours)
    add_executable(fingerprints_${flavour} fingerprints_test.cpp interpose/primitives_fixture.cpp schedule_fixture.cpp)
    gauntlet_explored_program(fingerprints_${flavour} ${flavour} WITHOUT_REPORTS)
    target_link_libraries(fingerprints_${flavour} PRIVATE fmt::fmt)
    gauntlet_test_program(fingerprints_${flavour})
    add_test(NAME fingerprints_do_not_depend_on_order.${flavour} COMMAND bash -c
      "one=$('$<TARGET_FILE:fingerprints_${flavour}>') && two=$('$<TARGET_FILE:fingerprints_${flavour}>' --backwards) &&
       diff <(sort <<<\"$one\") <(sort <<<\"$two\")")
  endforeach()
  add_test(NAME fingerprints_in_both_flavours
    COMMAND bash -c
      "one=$('$<TARGET_FILE:fingerprints_fast>') && two=$('$<TARGET_FILE:fingerprints_tsan>') &&
       diff <(echo \"$one\") <(echo \"$two\")")
  # Not in `asan`: UndefinedBehaviorSanitizer adds accesses of its own.
  add_test(NAME fingerprints_of_plain_accesses
    COMMAND bash -c "one=$('$<TARGET_FILE:fingerprints_fast>' --plain-accesses) &&
      two=$('$<TARGET_FILE:fingerprints_tsan>' --plain-accesses) && diff <(echo \"$one\") <(echo \"$two\")")
  if(TARGET fingerprints_asan)
    # AddressSanitizer does not reuse the addresses of freed objects and of dead stack frames, unless told so. A fingerprint identifies
    # an object by its address.
    add_test(NAME fingerprints_in_asan
      COMMAND bash -c "one=$('$<TARGET_FILE:fingerprints_fast>') && two=$('$<TARGET_FILE:fingerprints_asan>') &&
        diff <(echo \"$one\") <(echo \"$two\")")
    set_tests_properties(fingerprints_in_asan fingerprints_do_not_depend_on_order.asan PROPERTIES ENVIRONMENT
      "ASAN_OPTIONS=detect_stack_use_after_return=0:quarantine_size_mb=0:thread_local_quarantine_size_kb=0")
  endif()
endif()
