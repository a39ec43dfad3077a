# gauntlet_mutants(name FOLDER folder SUBJECTS folder [ONLY regex]): name_plain, name_tsan, name_asan: object libraries with every
# mutant, or decoy, FOLDER/*.diff, applied to the sources in SUBJECTS at build time. A diff that no longer applies fails the build and
# says its name. Many small files with the same includes: they are compiled in a few units.
function(gauntlet_mutants name)
  cmake_parse_arguments(arg "" "FOLDER;SUBJECTS;ONLY" "" ${ARGN})
  find_program(PATCH_PROGRAM patch REQUIRED)
  file(GLOB diffs CONFIGURE_DEPENDS ${arg_FOLDER}/*.diff)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${arg_SUBJECTS}/*.hpp)
  set(script ${PROJECT_SOURCE_DIR}/scripts/cmake/apply_mutant.cmake)
  set(sources "")
  foreach(diff IN LISTS diffs)
    get_filename_component(id ${diff} NAME_WE)
    if(arg_ONLY AND NOT id MATCHES "${arg_ONLY}")
      continue()
    endif()
    set(out ${CMAKE_BINARY_DIR}/mutants/${id})
    add_custom_command(OUTPUT ${out}/register.cpp
      COMMAND ${CMAKE_COMMAND} -DID=${id} -DDIFF=${diff} -DSOURCE=${arg_SUBJECTS} -DOUT=${out} -P ${script}
      DEPENDS ${diff} ${headers} ${script} ${PROJECT_SOURCE_DIR}/scripts/cmake/apply_diff.cmake
      COMMENT "Mutant ${id}" VERBATIM)
    list(APPEND sources ${out}/register.cpp)
  endforeach()
  add_custom_target(${name}_sources DEPENDS ${sources})
  foreach(flavour IN LISTS GAUNTLET_FLAVOURS)
    add_library(${name}_${flavour} OBJECT ${sources})
    add_dependencies(${name}_${flavour} ${name}_sources)
    target_link_libraries(${name}_${flavour} PUBLIC gauntlet_flavour_${flavour})
    target_compile_definitions(${name}_${flavour} PRIVATE GAUNTLET_HARNESS)
    # With so many of them -O1 would take three times as long to build; explore's many schedules are worth it.
    # A warning that one ends the process is right: it is wrong.
    target_compile_options(${name}_${flavour} PRIVATE -O$<STREQUAL:${flavour},fast> $<$<CXX_COMPILER_ID:GNU>:-Wno-terminate>)
    set_target_properties(${name}_${flavour} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  endforeach()
endfunction()
