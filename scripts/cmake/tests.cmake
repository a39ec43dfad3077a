# gauntlet_test(name SOURCES … [LINK …] [FLAVOURS …] [OPTIMIZED] [TIMEOUT seconds])
#   Adds a GoogleTest program for each flavour (default: plain), and the CTest test NAME.FLAVOUR. LINK is as DEPENDS of gauntlet_library.
#   TIMEOUT is that of the CTest test (default: 300). The tests are compiled without optimisation, because they take longer to compile
#   than to run. OPTIMIZED compiles them with the options of the libraries.
# The target gauntlet-tests builds all test programs.

if(GAUNTLET_TESTS)
  add_custom_target(gauntlet-tests)
endif()

# gauntlet_test_program(target): makes the target gauntlet-tests build the program, and puts it into build/tests.
function(gauntlet_test_program target)
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests EXCLUDE_FROM_ALL ON)
  add_dependencies(gauntlet-tests ${target})
endfunction()

function(gauntlet_test name)
  if(NOT GAUNTLET_TESTS)
    return()
  endif()
  cmake_parse_arguments(arg "OPTIMIZED" "TIMEOUT" "SOURCES;LINK;FLAVOURS" ${ARGN})
  if(NOT arg_FLAVOURS)
    set(arg_FLAVOURS plain)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  foreach(flavour IN LISTS arg_FLAVOURS)
    if(NOT flavour IN_LIST GAUNTLET_FLAVOURS)
      continue()
    endif()
    set(target ${name}_${flavour})
    add_executable(${target} ${arg_SOURCES})
    gauntlet_depends(${target} PRIVATE ${flavour} ${arg_LINK})
    target_link_libraries(${target} PRIVATE gauntlet_flavour_${flavour} GTest::gtest GTest::gtest_main)
    if(flavour STREQUAL "asan" AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      target_link_libraries(${target} PRIVATE gauntlet_accesses_without_engine)  # only for tests without gauntlet_schedule
    endif()
    target_compile_definitions(${target} PRIVATE GAUNTLET_FLAVOUR="${flavour}")
    if(NOT arg_OPTIMIZED)
      target_compile_options(${target} PRIVATE -O0)
    endif()
    set_target_properties(${target} PROPERTIES ENABLE_EXPORTS ON)
    gauntlet_test_program(${target})
    add_test(NAME ${name}.${flavour} COMMAND ${target})
    set_tests_properties(${name}.${flavour} PROPERTIES TIMEOUT ${arg_TIMEOUT})
  endforeach()
endfunction()
