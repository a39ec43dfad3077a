# The judge (`plan`, `history`, `check`, `protocol` and the server of the runner) is compiled once, without instrumentation. It shares
# inline functions and templates with instrumented code. Normally the linker keeps one definition of each, instrumented or not, for the
# whole program. To exclude the judge from that choice, an instrumented program links it as one relocatable object whose weak
# definitions are local.
#
#   gauntlet_judge_library(name SOURCES … [DEPENDS …])   adds a part of the judge, NAME_none. For the tests it also adds NAME_address,
#                                                        so that AddressSanitizer checks the judge.
#   gauntlet_judge(name LIBRARIES …)                     adds NAME_plain, NAME_tsan, …: these parts for a program of that flavour

find_program(GAUNTLET_LD NAMES ld REQUIRED DOC "GNU ld, which joins the objects of the judge into one")
find_program(GAUNTLET_NM NAMES nm REQUIRED)
find_program(GAUNTLET_OBJCOPY NAMES objcopy REQUIRED)

function(gauntlet_judge_library name)
  set(instrumentations none)
  if(GAUNTLET_TESTS AND "asan" IN_LIST GAUNTLET_FLAVOURS)
    list(APPEND instrumentations address)
  endif()
  gauntlet_library(${name} INSTRUMENTATIONS ${instrumentations} ${ARGN})
  target_compile_options(${name}_none PRIVATE -fno-omit-frame-pointer)  # sanitizers unwind the stack through it
  if(TARGET ${name}_address)
    set_target_properties(${name}_address PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
endfunction()

function(gauntlet_judge name)
  cmake_parse_arguments(arg "" "" "LIBRARIES" ${ARGN})
  list(TRANSFORM arg_LIBRARIES APPEND _none)
  gauntlet_isolated(${name}_isolated ${arg_LIBRARIES})
  foreach(flavour IN LISTS GAUNTLET_FLAVOURS)
    add_library(${name}_${flavour} INTERFACE)
    if(flavour STREQUAL "plain")
      target_link_libraries(${name}_plain INTERFACE ${arg_LIBRARIES})
    else()
      target_link_libraries(${name}_${flavour} INTERFACE ${name}_isolated)
    endif()
  endforeach()
endfunction()

# gauntlet_isolated(name libraries…): adds an INTERFACE library with one object, which contains the objects of the static libraries.
function(gauntlet_isolated name)
  set(objects "")
  foreach(library IN LISTS ARGN)
    list(APPEND objects $<FILTER:$<TARGET_OBJECTS:${library}>,INCLUDE,[.]o$>)  # without precompiled headers
  endforeach()
  set(object ${CMAKE_CURRENT_BINARY_DIR}/${name}.o)
  set(mixed ${CMAKE_CURRENT_BINARY_DIR}/${name}_mixed.o)
  # --force-group-allocation dissolves COMDAT groups. Without it, the linker would discard a group as a duplicate even though its symbol
  # is local.
  add_custom_command(OUTPUT ${object}
    COMMAND ${GAUNTLET_LD} -r --force-group-allocation -o ${mixed} ${objects}
    COMMAND sh -c "'${GAUNTLET_NM}' --defined-only '${mixed}' | awk '$2 ~ /^[WVu]$/ {print $3}' >'${mixed}.weak'"
    COMMAND ${GAUNTLET_OBJCOPY} --localize-symbols=${mixed}.weak ${mixed} ${object}
    DEPENDS ${objects} COMMAND_EXPAND_LISTS VERBATIM COMMENT "Isolating the judge: ${name}.o")
  add_custom_target(${name}_object DEPENDS ${object})
  add_library(${name} INTERFACE)
  target_sources(${name} INTERFACE ${object})
  target_link_libraries(${name} INTERFACE fmt::fmt)
  add_dependencies(${name} ${name}_object)
endfunction()
