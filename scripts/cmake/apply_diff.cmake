# apply_diff(id diff folder): applies the diff of a mutant or decoy to the copies of the sources in a folder. If the diff no longer
# applies, the build fails with a message that names it.
function(apply_diff id diff folder)
  execute_process(COMMAND patch --directory=${folder} --strip=1 --fuzz=0 --batch --forward --input=${diff}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "mutant ${id}: ${diff} no longer applies to the sources; update the diff.\n${output}")
  endif()
endfunction()
