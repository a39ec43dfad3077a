# The outputs are compared with stored ones, made from one journal: reports/approved/.
gauntlet_test(reports_test PLAIN_ONLY LIBRARIES gauntlet_messages gauntlet_check gauntlet_core
  SOURCES approved.cpp document_test.cpp explore_section_test.cpp html_test.cpp junit_test.cpp limits_test.cpp matrix_test.cpp
  schedule_table_test.cpp schedule_text_test.cpp story_test.cpp terminal_test.cpp
  LINK gauntlet_reports gauntlet_campaign fmt::fmt)
if(TARGET reports_test_plain)
  target_compile_definitions(reports_test_plain PRIVATE
    GAUNTLET_APPROVED="${CMAKE_CURRENT_SOURCE_DIR}/approved" GAUNTLET_RECEIVED="${CMAKE_CURRENT_BINARY_DIR}/received")
  if(GAUNTLET_WEB)
    foreach(report report explored_report)
      add_test(NAME approved_${report}_fits_its_schema
        COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/web/validate.mjs ${CMAKE_CURRENT_SOURCE_DIR}/approved/${report}.json)
    endforeach()
  endif()
endif()
