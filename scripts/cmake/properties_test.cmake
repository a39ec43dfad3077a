cmake_minimum_required(VERSION 3.25)
# Usage: cmake -DWORK=… -P properties_test.cmake. Tests properties.cmake with folders of empty files. It deletes and recreates WORK.
set(function ${CMAKE_CURRENT_LIST_DIR}/properties.cmake)

# Configures a project with these files as properties. Sets `result` to CMake's exit code and `output` to its output.
function(configure result output)
  file(REMOVE_RECURSE ${WORK})
  foreach(name IN LISTS ARGN)
    file(WRITE ${WORK}/source/properties/${name}.cpp "")
  endforeach()
  file(WRITE ${WORK}/source/CMakeLists.txt "cmake_minimum_required(VERSION 3.25)
project(some NONE)
include(${function})
gauntlet_properties(\${CMAKE_CURRENT_SOURCE_DIR}/properties \${CMAKE_BINARY_DIR}/properties.inc sources tests)
foreach(file IN LISTS sources tests)
  cmake_path(GET file FILENAME name)
  message(STATUS \"file: \${name}\")
endforeach()
")
  execute_process(COMMAND ${CMAKE_COMMAND} -S ${WORK}/source -B ${WORK}/build RESULT_VARIABLE code OUTPUT_VARIABLE text ERROR_VARIABLE text)
  string(REGEX REPLACE "[ \n]+" " " text "${text}")  # CMake wraps the lines of an error message
  set(${result} "${code}" PARENT_SCOPE)
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

# Checks that CMake rejects the files with this sentence.
function(expect_error sentence)
  configure(result output ${ARGN})
  string(FIND "${output}" "${sentence}" at)
  if(result EQUAL 0 OR at EQUAL -1)
    message(FATAL_ERROR "expected the files ${ARGN} to be rejected with \"${sentence}\", but the output is: ${output}")
  endif()
endfunction()

# The order is P before L, then by number. Files with other names are ignored.
configure(result output l01_left l01_left_test p100_last p100_last_test p02_second p02_second_test p60_sixty p60_sixty_test
  p01_first p01_first_test situations facts_test)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "expected properties with tests to be accepted, but the output is: ${output}")
endif()
file(READ ${WORK}/build/properties.inc header)
string(REGEX MATCHALL "PROPERTY\\([PL][^)]*\\)" registered "${header}")
set(expected "PROPERTY(P01, p01_first, P01_first)" "PROPERTY(P02, p02_second, P02_second)" "PROPERTY(P60, p60_sixty, P60_sixty)"
  "PROPERTY(P100, p100_last, P100_last)" "PROPERTY(L01, l01_left, L01_left)")
if(NOT registered STREQUAL expected)
  message(FATAL_ERROR "expected the header to list ${expected}, but it lists ${registered}")
endif()
string(REGEX MATCHALL "file: [^ ]+" files "${output}")
list(LENGTH files count)
if(NOT count EQUAL 10 OR NOT "file: p100_last.cpp" IN_LIST files OR NOT "file: p100_last_test.cpp" IN_LIST files)
  message(FATAL_ERROR "expected five sources and five tests, but got: ${files}")
endif()

expect_error("p02_second.cpp has no test; write p02_second_test.cpp next to it" p01_first p01_first_test p02_second)
expect_error("p01_first_test.cpp tests no property; p01_first.cpp does not exist" p01_first_test)
expect_error("two properties have the same id: p07_a.cpp and p7_b.cpp" p07_a p07_a_test p7_b p7_b_test)
file(REMOVE_RECURSE ${WORK})
