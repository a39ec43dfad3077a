cmake_minimum_required(VERSION 3.25)
# Writes the sources of one mutant or decoy to OUT: copies the references' headers from SOURCE, applies the diff, puts the copies into
# a namespace of their own, and writes register.cpp, which registers the subject. The build calls it:
#   cmake -DID=… -DDIFF=… -DSOURCE=… -DOUT=… -P apply_mutant.cmake
# The lines of the diff before its first "---" are its header. Each is "key: value". A diff with a "decoy:" line is a decoy: it is
# correct, and the line says why it looks incorrect. Every other diff is a mutant.

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
    fail("the header has no \"${key}:\" line. A mutant needs class, of, title, killed-by, flavours and report; a decoy needs of, title and decoy.")
  endif()
  set(${out} "${CMAKE_MATCH_2}" PARENT_SCOPE)
endfunction()
field("of" of)
field("title" title)
if(header MATCHES "(^|\n)decoy: ")
  set(kind decoy)
else()
  set(kind mutant)
  field("class" defect_class)
  field("killed-by" killed_by)
  field("flavours" flavours)
  field("report" reports)
  set(classes "race" "lost error" "wrong error" "leak" "deadlock" "limit" "lifetime" "cancellation" "ordering")
  if(NOT defect_class IN_LIST classes)
    fail("class: \"${defect_class}\" does not exist; use one of: ${classes}")
  endif()
endif()

# The adapter of each reference, as header|type.
set(adapter_fail_fast "fail_fast.hpp|fail_fast_adapter<thread_per_task>")
set(adapter_collect_all "collect_all.hpp|collect_all_adapter<thread_per_task>")
set(adapter_error_channel "error_channel.hpp|error_channel_adapter")
set(adapter_load_parts "programs.hpp|load_parts_adapter")
set(adapter_fetch_user_profile "programs.hpp|fetch_user_profile_adapter")
set(adapter_validate_items "programs.hpp|validate_items_adapter<gentle_limit>")
if(NOT DEFINED adapter_${of})
  fail("of: \"${of}\" is not a reference; see the list of adapters in scripts/cmake/apply_mutant.cmake")
endif()
string(REPLACE "|" ";" adapter "${adapter_${of}}")
list(GET adapter 0 adapter_header)
list(GET adapter 1 adapter_type)

# Converts words to a C++ initializer list of strings. "any" and "derived" become the empty list.
function(cpp_list text out)
  if(text STREQUAL "any" OR text STREQUAL "derived")
    set(${out} "{}" PARENT_SCOPE)
    return()
  endif()
  string(REGEX REPLACE " +" "\", \"" quoted "${text}")
  set(${out} "{\"${quoted}\"}" PARENT_SCOPE)
endfunction()
set(info "")
if(kind STREQUAL mutant)
  cpp_list("${killed_by}" killed_by)
  cpp_list("${flavours}" flavours)
  cpp_list("${reports}" reports)
  set(info "
  info.mutant = run::mutant_info{\"${of}\", \"${defect_class}\", \"${title}\", ${killed_by}, ${flavours}, ${reports},
R\"gauntlet_diff(${body})gauntlet_diff\"};")
endif()

string(MAKE_C_IDENTIFIER ${ID} identifier)
file(GLOB_RECURSE copies ${OUT}/*.hpp)
foreach(copy IN LISTS copies)
  file(READ ${copy} text)
  string(REPLACE "namespace gauntlet::subjects" "namespace gauntlet::mutants::${identifier}" text "${text}")
  file(WRITE ${copy} "${text}")
endforeach()

file(WRITE ${OUT}/register.cpp "// Generated from ${ID}.diff by scripts/cmake/apply_mutant.cmake. Do not edit.
#include \"adapters/${adapter_header}\"

namespace gauntlet::mutants::${identifier} {
namespace {

run::subject_info describe() {
  auto info = run::describe_subject<${adapter_type}>(\"${ID}\", run::subject_kind::${kind}, \"${title}\");${info}
  return info;
}
const bool registered = (run::registry().push_back(describe()), true);

}  // namespace
}  // namespace gauntlet::mutants::${identifier}
")
