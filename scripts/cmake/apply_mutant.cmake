cmake_minimum_required(VERSION 3.25)
# Makes the source of one mutant: a copy of the references' folder with the mutant's diff applied, in a namespace of its
# own, and a file that registers it. Called by the build:
#   cmake -DID=… -DDIFF=… -DSOURCE=… -DOUT=… -P apply_mutant.cmake
# The lines of the diff before its first "---" are its header: "key: value", a line each.

include(${CMAKE_CURRENT_LIST_DIR}/apply_diff.cmake)

function(fail message)
  message(FATAL_ERROR "mutant ${ID} (${DIFF}): ${message}")
endfunction()

file(REMOVE_RECURSE ${OUT})
file(GLOB_RECURSE headers RELATIVE ${SOURCE} ${SOURCE}/*.hpp)
foreach(header IN LISTS headers)
  get_filename_component(folder ${OUT}/${header} DIRECTORY)
  file(COPY ${SOURCE}/${header} DESTINATION ${folder})
endforeach()

apply_diff(${ID} ${DIFF} ${OUT})

file(READ ${DIFF} diff)
string(FIND "${diff}" "\n--- " header_end)
string(SUBSTRING "${diff}" 0 ${header_end} header)
string(FIND "${diff}" "\n--- " diff_begin)
math(EXPR diff_begin "${diff_begin} + 1")
string(SUBSTRING "${diff}" ${diff_begin} -1 body)

function(field key out)
  string(REGEX MATCH "(^|\n)${key}: ([^\n]*)" found "${header}")
  if(NOT found)
    fail("its header has no \"${key}:\" line; known are class, of, title, killed-by, flavours, report")
  endif()
  set(${out} "${CMAKE_MATCH_2}" PARENT_SCOPE)
endfunction()
field("class" defect_class)
field("of" of)
field("title" title)
field("killed-by" killed_by)
field("flavours" flavours)
field("report" reports)

set(classes "race" "lost error" "wrong error" "leak" "deadlock" "limit" "lifetime" "cancellation" "ordering")
if(NOT defect_class IN_LIST classes)
  fail("class \"${defect_class}\" is not known; take one of: ${classes}")
endif()

# The adapter of each reference.
set(adapter_fail_fast "fail_fast.hpp|fail_fast_adapter<thread_per_task>")
set(adapter_collect_all "collect_all.hpp|collect_all_adapter<thread_per_task>")
set(adapter_error_channel "error_channel.hpp|error_channel_adapter")
set(adapter_fetch_user_profile "programs.hpp|fetch_user_profile_adapter")
set(adapter_load_parts "programs.hpp|load_parts_adapter")
set(adapter_validate_items "programs.hpp|validate_items_adapter<gentle_limit>")
if(NOT DEFINED adapter_${of})
  fail("of: \"${of}\" is no reference")
endif()
string(REPLACE "|" ";" adapter "${adapter_${of}}")
list(GET adapter 0 adapter_header)
list(GET adapter 1 adapter_type)

function(cpp_list text out)
  if(text STREQUAL "any" OR text STREQUAL "derived")
    set(${out} "{}" PARENT_SCOPE)
    return()
  endif()
  string(REGEX REPLACE " +" "\", \"" quoted "${text}")
  set(${out} "{\"${quoted}\"}" PARENT_SCOPE)
endfunction()
cpp_list("${killed_by}" killed_by)
cpp_list("${flavours}" flavours)
cpp_list("${reports}" reports)

string(MAKE_C_IDENTIFIER ${ID} identifier)
file(GLOB_RECURSE copies ${OUT}/*.hpp)
foreach(copy IN LISTS copies)
  file(READ ${copy} text)
  string(REPLACE "namespace gauntlet::subjects" "namespace gauntlet::mutants::${identifier}" text "${text}")
  file(WRITE ${copy} "${text}")
endforeach()

file(WRITE ${OUT}/register.cpp "// Made from ${ID}.diff by scripts/cmake/apply_mutant.cmake.
#include \"adapters/${adapter_header}\"

namespace gauntlet::mutants::${identifier} {
namespace {

run::subject_info describe() {
  auto info = run::describe_subject<${adapter_type}>(\"${ID}\", run::subject_kind::mutant, \"${title}\");
  info.mutant = run::mutant_info{\"${of}\", \"${defect_class}\", \"${title}\", ${killed_by}, ${flavours}, ${reports},
R\"gauntlet_diff(${body})gauntlet_diff\"};
  return info;
}
const bool registered = (run::registry().push_back(describe()), true);

}  // namespace
}  // namespace gauntlet::mutants::${identifier}
")
