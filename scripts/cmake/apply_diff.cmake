# apply_diff(id diff folder): applies a mutant's or decoy's diff to the copies in a folder; where it no longer fits, the build ends with
# a sentence that says whose it is.
function(apply_diff id diff folder)
  execute_process(COMMAND patch --directory=${folder} --strip=1 --fuzz=0 --batch --forward --input=${diff}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "mutant ${id} (${diff}): its diff no longer applies; mend it.\n${output}")
  endif()
endfunction()
