# An instrumentation is how sources are compiled. A flavour is how a program is compiled and linked.
#
#   instrumentation   compiler options                flavour   instrumentation and libraries
#   none              none                            plain     none
#   thread            -fsanitize=thread               tsan      thread, and ThreadSanitizer's run-time library
#                                                     fast      thread, and the hooks of harness/schedule instead of that library
#   address           -fsanitize=address,undefined    asan      address, AddressSanitizer's run-time library, and the same hooks
#
# `tsan` and `fast` use the same objects. With clang, `address` also inserts the calls of `thread`, so that atomics are scheduling points
# in `asan`, too. clang's driver refuses the combination, because the run-time libraries exclude each other. The compiler proper accepts
# it, and the hooks need no such library. g++ cannot combine them. This file defines:
#   gauntlet_options               warnings and include folders, for Gauntlet's own sources
#   gauntlet_instrumentation_I     the compiler options of instrumentation I
#   gauntlet_flavour_F             the instrumentation and the linker options of flavour F
#   gauntlet_library(name …)       a static library for each instrumentation: name_none, name_thread, name_address

set(gauntlet_instrumentation_of_plain none)
set(gauntlet_instrumentation_of_tsan thread)
set(gauntlet_instrumentation_of_fast thread)
set(gauntlet_instrumentation_of_asan address)

set(gauntlet_flags_none "")
set(gauntlet_flags_thread -fsanitize=thread -fno-omit-frame-pointer)
set(gauntlet_link_flags_address -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
set(gauntlet_flags_address ${gauntlet_link_flags_address})
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # Without calls at the entry of each function and for memcpy, which only ThreadSanitizer needs. SHELL keeps each pair together.
  list(APPEND gauntlet_flags_address "SHELL:-Xclang -fsanitize=thread"
    "SHELL:-mllvm -tsan-instrument-func-entry-exit=0" "SHELL:-mllvm -tsan-instrument-memintrinsics=0")
endif()

set(gauntlet_instrumentations none)
foreach(flavour IN LISTS GAUNTLET_FLAVOURS)
  if(NOT DEFINED gauntlet_instrumentation_of_${flavour})
    message(FATAL_ERROR "GAUNTLET_FLAVOURS: the flavour \"${flavour}\" does not exist; use plain, tsan, fast and asan")
  endif()
  list(APPEND gauntlet_instrumentations ${gauntlet_instrumentation_of_${flavour}})
endforeach()
list(REMOVE_DUPLICATES gauntlet_instrumentations)

add_library(gauntlet_options INTERFACE)
target_compile_features(gauntlet_options INTERFACE cxx_std_20)
target_compile_options(gauntlet_options INTERFACE -Wall -Wextra $<$<BOOL:${GAUNTLET_WERROR}>:-Werror>
  # std::stable_sort of libstdc++ 12 uses a function that libstdc++ itself deprecates.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  # False positives of g++ 12: overlapping ranges in std::string's operator+ (GCC PR105651), and the use of an uninitialised member
  # when a constructor binds a reference to a later member. clang checks both without false positives.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:GNU>:-Wno-uninitialized>)
target_include_directories(gauntlet_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/harness/include)

foreach(instrumentation none thread address)
  add_library(gauntlet_instrumentation_${instrumentation} INTERFACE)
  target_compile_options(gauntlet_instrumentation_${instrumentation} INTERFACE ${gauntlet_flags_${instrumentation}})
  target_link_libraries(gauntlet_instrumentation_${instrumentation} INTERFACE gauntlet_options)
endforeach()

# lld links a runner four times as fast as GNU ld.
set(gauntlet_linker "")
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND PROJECT_IS_TOP_LEVEL)
  set(gauntlet_linker -fuse-ld=lld)
endif()
set(gauntlet_link_flags_plain "")
set(gauntlet_link_flags_fast "")
set(gauntlet_link_flags_tsan ${gauntlet_flags_thread})
set(gauntlet_link_flags_asan ${gauntlet_link_flags_address})
foreach(flavour plain tsan fast asan)
  add_library(gauntlet_flavour_${flavour} INTERFACE)
  target_link_options(gauntlet_flavour_${flavour} INTERFACE ${gauntlet_link_flags_${flavour}} ${gauntlet_linker})
  target_link_libraries(gauntlet_flavour_${flavour} INTERFACE
    gauntlet_instrumentation_${gauntlet_instrumentation_of_${flavour}} Threads::Threads)
endforeach()

# gauntlet_library(name SOURCES … [DEPENDS …] [INSTRUMENTATIONS …]): adds a static library for each instrumentation (default: those of
# GAUNTLET_FLAVOURS). DEPENDS names public dependencies. If a dependency is itself a gauntlet_library, the version with the same
# instrumentation is linked.
function(gauntlet_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;INSTRUMENTATIONS" ${ARGN})
  if(NOT arg_INSTRUMENTATIONS)
    set(arg_INSTRUMENTATIONS ${gauntlet_instrumentations})
  endif()
  foreach(instrumentation IN LISTS arg_INSTRUMENTATIONS)
    add_library(${name}_${instrumentation} STATIC ${arg_SOURCES})
    gauntlet_depends(${name}_${instrumentation} PUBLIC ${instrumentation} ${arg_DEPENDS})
    target_link_libraries(${name}_${instrumentation} PUBLIC gauntlet_instrumentation_${instrumentation})
  endforeach()
endfunction()

# gauntlet_depends(target scope variant libraries…): links the libraries to the target. `variant` is a flavour or an instrumentation. If
# the target LIBRARY_VARIANT exists, or LIBRARY_I with the instrumentation of the flavour, it is linked instead of LIBRARY.
function(gauntlet_depends target scope variant)
  foreach(library IN LISTS ARGN)
    foreach(suffix IN ITEMS "${variant}" "${gauntlet_instrumentation_of_${variant}}")
      if(NOT suffix STREQUAL "" AND TARGET ${library}_${suffix})
        set(library ${library}_${suffix})
        break()
      endif()
    endforeach()
    target_link_libraries(${target} ${scope} ${library})
  endforeach()
endfunction()

# gauntlet_sources(sources tests [folders…]): sets the two variables to the .cpp files of this folder and of the given folders below it:
# the sources, and the tests (*_test.cpp).
macro(gauntlet_sources sources tests)
  set(${sources} "")
  set(${tests} "")
  foreach(pattern *.cpp ${ARGN})
    if(NOT pattern STREQUAL "*.cpp")
      string(APPEND pattern /*.cpp)
    endif()
    file(GLOB found CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${pattern})
    list(APPEND ${sources} ${found})
  endforeach()
  set(${tests} ${${sources}})
  list(FILTER ${tests} INCLUDE REGEX "_test\\.cpp$")
  list(FILTER ${sources} EXCLUDE REGEX "_test\\.cpp$")
endmacro()

# gauntlet_program(target): puts the program into build/bin, where the orchestrator looks for its runners.
set(gauntlet_bin ${PROJECT_BINARY_DIR}/bin)
function(gauntlet_program target)
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${gauntlet_bin})
endfunction()
