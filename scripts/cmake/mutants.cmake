# gauntlet_patched(sources FOLDER folder SUBJECTS folder [ONLY regex] [FLAVOUR flavour | WITHOUT flavour]): sets `sources` to the file
# register.cpp of each FOLDER/*.diff. The build generates the file: it applies the diff to a copy of the headers in SUBJECTS
# (apply_mutant.cmake). If a diff no longer applies, the build fails and names it.
# ONLY selects diffs by name. FLAVOUR selects those whose header names the flavour; WITHOUT selects the others.
function(gauntlet_patched sources)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER;SUBJECTS;ONLY;FLAVOUR;WITHOUT" "")
  find_program(PATCH_PROGRAM patch REQUIRED)
  file(GLOB diffs CONFIGURE_DEPENDS ${arg_FOLDER}/*.diff)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${arg_SUBJECTS}/*.hpp)
  set(script ${PROJECT_SOURCE_DIR}/scripts/cmake/apply_mutant.cmake)
  set(out "")
  foreach(diff IN LISTS diffs)
    get_filename_component(id ${diff} NAME_WE)
    if(arg_ONLY AND NOT id MATCHES "${arg_ONLY}")
      continue()
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${diff})
    file(STRINGS ${diff} flavours REGEX "^flavours: " LIMIT_COUNT 1)
    string(REGEX REPLACE "^flavours: " "" flavours "${flavours}")
    string(REPLACE " " ";" flavours "${flavours}")
    if((arg_FLAVOUR AND NOT arg_FLAVOUR IN_LIST flavours) OR (arg_WITHOUT AND arg_WITHOUT IN_LIST flavours))
      continue()
    endif()
    set(folder ${PROJECT_BINARY_DIR}/mutants/${id})
    get_property(known GLOBAL PROPERTY gauntlet_patched_${id})
    if(NOT known)
      set_property(GLOBAL PROPERTY gauntlet_patched_${id} ON)
      add_custom_command(OUTPUT ${folder}/register.cpp
        COMMAND ${CMAKE_COMMAND} -DID=${id} -DDIFF=${diff} -DSOURCE=${arg_SUBJECTS} -DOUT=${folder} -P ${script}
        DEPENDS ${diff} ${headers} ${script} ${PROJECT_SOURCE_DIR}/scripts/cmake/apply_diff.cmake
        COMMENT "Generating the mutant or decoy ${id}" VERBATIM)
      add_custom_target(gauntlet-patched-${id} DEPENDS ${folder}/register.cpp)
    endif()
    list(APPEND out ${folder}/register.cpp)
  endforeach()
  set(${sources} ${out} PARENT_SCOPE)
endfunction()

# gauntlet_patched_library(name instrumentation sources…): adds an object library of such sources. They are many small files with the
# same includes, so a unity build compiles them in a few units. `thread` is optimised, because explore runs many schedules.
function(gauntlet_patched_library name instrumentation)
  add_library(${name} OBJECT ${ARGN})
  foreach(source IN LISTS ARGN)
    get_filename_component(folder ${source} DIRECTORY)
    get_filename_component(id ${folder} NAME)
    add_dependencies(${name} gauntlet-patched-${id})
  endforeach()
  target_link_libraries(${name} PRIVATE gauntlet_instrumentation_${instrumentation})
  target_compile_definitions(${name} PRIVATE GAUNTLET_HARNESS)
  # g++ warns that some mutants call std::terminate. This is intended.
  target_compile_options(${name} PRIVATE -O$<STREQUAL:${instrumentation},thread> $<$<CXX_COMPILER_ID:GNU>:-Wno-terminate>)
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
endfunction()
