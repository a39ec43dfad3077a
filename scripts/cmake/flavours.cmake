# A sanitizer is a property of a target: what runs beside a subject is compiled once for each flavour, in one build.
#
#   gauntlet_library(name sources…)          name_plain, name_tsan, …: object libraries
#   gauntlet_test(name LIBRARIES l… SOURCES s… [PLAIN_ONLY | SANITIZED | EXPLORES] [OPTIMIZED])   a GoogleTest program for each flavour, in CTest;
#                                            in `fast` only what explores, which is all that `fast` is for;
#                                            SANITIZED: not in `plain` either where a sanitizer is (long to compile;
#                                            the gcc preset has them in `plain`);
#                                            OPTIMIZED: as the libraries are, for what computes much

set(gauntlet_warnings -Wall -Wextra)
if(GAUNTLET_WERROR)
  list(APPEND gauntlet_warnings -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12's own std::stable_sort uses what it deprecates.
  list(APPEND gauntlet_warnings -Wno-deprecated-declarations)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 sees overlaps in std::string's operator+ where there are none (GCC PR105651).
  list(APPEND gauntlet_warnings -Wno-restrict)
endif()

# `fast` is what ThreadSanitizer would see, linked with the harness's own hooks instead of its runtime.
set(gauntlet_flags_plain "")
set(gauntlet_flags_tsan -fsanitize=thread -fno-omit-frame-pointer)
set(gauntlet_flags_fast ${gauntlet_flags_tsan})
set(gauntlet_flags_asan -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)

add_library(gauntlet_options INTERFACE)
target_compile_options(gauntlet_options INTERFACE ${gauntlet_warnings})
target_include_directories(gauntlet_options INTERFACE ${PROJECT_SOURCE_DIR})
target_link_libraries(gauntlet_options INTERFACE Threads::Threads)

foreach(flavour plain tsan fast asan)
  add_library(gauntlet_flavour_${flavour} INTERFACE)
  target_compile_options(gauntlet_flavour_${flavour} INTERFACE ${gauntlet_flags_${flavour}})
  if(flavour STREQUAL fast)
    target_compile_definitions(gauntlet_flavour_fast INTERFACE GAUNTLET_FAST)
  else()
    target_link_options(gauntlet_flavour_${flavour} INTERFACE ${gauntlet_flags_${flavour}})
  endif()
  target_link_libraries(gauntlet_flavour_${flavour} INTERFACE gauntlet_options)
endforeach()

function(gauntlet_library name)
  foreach(flavour IN LISTS GAUNTLET_FLAVOURS)
    add_library(${name}_${flavour} OBJECT ${ARGN})
    target_link_libraries(${name}_${flavour} PUBLIC gauntlet_flavour_${flavour})
  endforeach()
endfunction()

# Objects of object libraries reach a program only where it links them itself: so every program names all it needs.
function(gauntlet_test name)
  cmake_parse_arguments(arg "PLAIN_ONLY;SANITIZED;EXPLORES;OPTIMIZED" "" "LIBRARIES;SOURCES;LINK" ${ARGN})
  if(NOT BUILD_TESTING)
    return()
  endif()
  set(flavours ${GAUNTLET_FLAVOURS})
  if(arg_PLAIN_ONLY)
    set(flavours plain)
  elseif(NOT arg_EXPLORES)
    list(REMOVE_ITEM flavours fast)
  endif()
  if(arg_SANITIZED AND NOT flavours STREQUAL "plain")
    list(REMOVE_ITEM flavours plain)
  endif()
  foreach(flavour IN LISTS flavours)
    set(target ${name}_${flavour})
    add_executable(${target} ${arg_SOURCES})
    foreach(library IN LISTS arg_LIBRARIES)
      target_link_libraries(${target} PRIVATE ${library}_${flavour})
    endforeach()
    target_link_libraries(${target} PRIVATE gauntlet_flavour_${flavour} ${arg_LINK} GTest::gtest GTest::gtest_main)
    target_compile_definitions(${target} PRIVATE GAUNTLET_FLAVOUR="${flavour}")
    if(NOT arg_OPTIMIZED AND NOT arg_EXPLORES)
      target_compile_options(${target} PRIVATE -O0)  # they are compiled longer than they run
    endif()
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests ENABLE_EXPORTS ON)
    add_test(NAME ${name}.${flavour} COMMAND ${target})
    set_tests_properties(${name}.${flavour} PROPERTIES TIMEOUT 300)
  endforeach()
endfunction()
