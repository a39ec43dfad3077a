# gauntlet_properties(folder header sources tests): registers the properties. Each file pNN_name.cpp or lNN_name.cpp of the folder defines
# the property of that name, and pNN_name_test.cpp tests it. There is no other list of properties. The function sets the variables
# `sources` and `tests` to these files, and writes the header, which lists each property once, in order of ids.
#
# The header defines GAUNTLET_PROPERTIES(PROPERTY, SEPARATOR): for each property PROPERTY(id, variable, test), for example
# PROPERTY(P06, p06_first_error_legality, P06_first_error_legality), with SEPARATOR() between two properties.

# Sets `out` to the names in order of ids: P before L, then by number. A number may have any count of digits up to ten.
function(_gauntlet_sort_properties names out)
  set(keys)
  foreach(name IN LISTS names)
    string(REGEX MATCH "^([pl])0*([0-9]+)_" matched "${name}")
    set(number "0000000000${CMAKE_MATCH_2}")
    string(LENGTH "${number}" length)
    math(EXPR begin "${length} - 10")
    string(SUBSTRING "${number}" ${begin} -1 number)
    if(CMAKE_MATCH_1 STREQUAL p)
      list(APPEND keys "1${number}|${name}")
    else()
      list(APPEND keys "2${number}|${name}")
    endif()
  endforeach()
  list(SORT keys)
  set(previous "")
  foreach(key IN LISTS keys)
    string(REGEX MATCH "^([^|]*)\\|(.*)$" matched "${key}")
    if(CMAKE_MATCH_1 STREQUAL previous)
      message(FATAL_ERROR "two properties have the same id: ${previous_name}.cpp and ${CMAKE_MATCH_2}.cpp; give one of them another number")
    endif()
    set(previous "${CMAKE_MATCH_1}")
    set(previous_name "${CMAKE_MATCH_2}")
  endforeach()
  list(TRANSFORM keys REPLACE "^[^|]*\\|" "")
  set(${out} "${keys}" PARENT_SCOPE)
endfunction()

# Checks that each property has a test, and that each test has a property.
function(_gauntlet_require_tests folder names tested)
  foreach(name IN LISTS names)
    if(NOT name IN_LIST tested)
      message(FATAL_ERROR "${folder}/${name}.cpp has no test; write ${name}_test.cpp next to it, with a history that the property accepts and a distorted one that it rejects")
    endif()
  endforeach()
  foreach(name IN LISTS tested)
    if(NOT name IN_LIST names)
      message(FATAL_ERROR "${folder}/${name}_test.cpp tests no property; ${name}.cpp does not exist")
    endif()
  endforeach()
endfunction()

function(gauntlet_properties folder header sources tests)
  file(GLOB files RELATIVE ${folder} CONFIGURE_DEPENDS ${folder}/[pl][0-9]*_*.cpp)
  list(TRANSFORM files REPLACE "\\.cpp$" "")
  set(names ${files})
  list(FILTER names EXCLUDE REGEX "_test$")
  set(tested ${files})
  list(FILTER tested INCLUDE REGEX "_test$")
  list(TRANSFORM tested REPLACE "_test$" "")
  _gauntlet_require_tests(${folder} "${names}" "${tested}")
  _gauntlet_sort_properties("${names}" names)

  set(lines)
  foreach(name IN LISTS names)
    string(REGEX MATCH "^([pl][0-9]+)(_.*)$" matched "${name}")
    string(TOUPPER "${CMAKE_MATCH_1}" id)
    list(APPEND lines "  PROPERTY(${id}, ${name}, ${id}${CMAKE_MATCH_2})")
  endforeach()
  list(JOIN lines " SEPARATOR() \\\n" lines)
  file(CONFIGURE OUTPUT ${header} @ONLY CONTENT
"// Generated from the names of the properties' files by scripts/cmake/properties.cmake. Do not edit.
#define GAUNTLET_PROPERTIES(PROPERTY, SEPARATOR) \\
@lines@
")
  list(TRANSFORM names PREPEND ${folder}/ OUTPUT_VARIABLE paths)
  list(TRANSFORM paths APPEND .cpp OUTPUT_VARIABLE source_files)
  list(TRANSFORM paths APPEND _test.cpp OUTPUT_VARIABLE test_files)
  set(${sources} ${source_files} PARENT_SCOPE)
  set(${tests} ${test_files} PARENT_SCOPE)
endfunction()
