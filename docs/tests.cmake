# The pages show what there is.
if(BUILD_TESTING)
  add_test(NAME properties_page COMMAND ${PROJECT_SOURCE_DIR}/scripts/properties_page_test ${CMAKE_BINARY_DIR}/bin)
  if("tsan" IN_LIST GAUNTLET_FLAVOURS AND GAUNTLET_WEB)
    add_test(NAME consumer COMMAND ${PROJECT_SOURCE_DIR}/scripts/consumer_test ${CMAKE_BINARY_DIR} ${CMAKE_CXX_COMPILER})
    set_tests_properties(consumer PROPERTIES TIMEOUT 400)
  endif()
endif()
