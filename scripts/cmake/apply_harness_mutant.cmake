cmake_minimum_required(VERSION 3.25)
# Writes the sources of one mutant of the harness: copies FILES from SOURCE to OUT, and applies the mutant's diff. The build calls it:
#   cmake -DID=… -DDIFF=… -DSOURCE=… -DFILES=a;b -DOUT=… -P apply_harness_mutant.cmake
include(${CMAKE_CURRENT_LIST_DIR}/apply_diff.cmake)

file(REMOVE_RECURSE ${OUT})
foreach(path IN LISTS FILES)
  get_filename_component(folder ${OUT}/${path} DIRECTORY)
  file(COPY ${SOURCE}/${path} DESTINATION ${folder})
endforeach()
apply_diff(${ID} ${DIFF} ${OUT})
