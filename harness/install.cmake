# What a user's project is given, in this build and from an install prefix alike:
#   gauntlet::gauntlet           the program
#   gauntlet::flavour_F          how sources are compiled and linked for a flavour
#   gauntlet::runner_F           the runner without subjects, to be linked as a whole
#   gauntlet::judge_F            what the conformance suite needs, to be linked as a whole
#   gauntlet::conformance[_F]    the conformance suite for a GoogleTest program, ready to link (F: plain where none is named)
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# As a whole: what is interposed must be there although nobody asks for it by name.
function(gauntlet_conformance suffix flavour)
  add_library(gauntlet_conformance${suffix} INTERFACE)
  set_target_properties(gauntlet_conformance${suffix} PROPERTIES EXPORT_NAME conformance${suffix})
  target_link_libraries(gauntlet_conformance${suffix} INTERFACE gauntlet_user_${flavour} $<LINK_LIBRARY:WHOLE_ARCHIVE,gauntlet::judge_${flavour}>)
  add_library(gauntlet::conformance${suffix} ALIAS gauntlet_conformance${suffix})
  set(targets ${targets} gauntlet_conformance${suffix} PARENT_SCOPE)
endfunction()

add_executable(gauntlet::gauntlet ALIAS gauntlet)
foreach(flavour IN LISTS GAUNTLET_FLAVOURS)
  # Flags are an interface of their own, for ours say -Werror.
  add_library(gauntlet_user_${flavour} INTERFACE)
  set_target_properties(gauntlet_user_${flavour} PROPERTIES EXPORT_NAME flavour_${flavour})
  target_compile_features(gauntlet_user_${flavour} INTERFACE cxx_std_20)
  target_compile_definitions(gauntlet_user_${flavour} INTERFACE GAUNTLET_HARNESS)
  target_compile_options(gauntlet_user_${flavour} INTERFACE ${gauntlet_flags_${flavour}})
  target_include_directories(gauntlet_user_${flavour} INTERFACE
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/harness/api> $<BUILD_INTERFACE:${gauntlet_generated}>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/gauntlet>)
  target_link_options(gauntlet_user_${flavour} INTERFACE ${gauntlet_link_options_${flavour}} LINKER:--export-dynamic)  # libstdc++ must see what is interposed
  if(NOT flavour STREQUAL fast)
    target_link_options(gauntlet_user_${flavour} INTERFACE ${gauntlet_flags_${flavour}})
  endif()
  target_link_libraries(gauntlet_user_${flavour} INTERFACE fmt::fmt Threads::Threads ${CMAKE_DL_LIBS})

  set(judge $<TARGET_OBJECTS:gauntlet_run_${flavour}> $<TARGET_OBJECTS:gauntlet_check_${flavour}> $<TARGET_OBJECTS:gauntlet_core_${flavour}>
    $<TARGET_OBJECTS:gauntlet_engine> $<TARGET_OBJECTS:gauntlet_explore_${flavour}>
    $<TARGET_OBJECTS:gauntlet_atomics_of_${gauntlet_atomics_${flavour}}>)
  add_library(gauntlet_runner_${flavour} STATIC ${judge}
    $<TARGET_OBJECTS:gauntlet_worker_${flavour}> $<TARGET_OBJECTS:gauntlet_messages_${flavour}> $<TARGET_OBJECTS:gauntlet_runner_main_${flavour}>)
  add_library(gauntlet_judge_${flavour} STATIC ${judge} $<TARGET_OBJECTS:gauntlet_conforms_${flavour}>)
  foreach(kind runner judge)
    set_target_properties(gauntlet_${kind}_${flavour} PROPERTIES LINKER_LANGUAGE CXX EXPORT_NAME ${kind}_${flavour})
    add_library(gauntlet::${kind}_${flavour} ALIAS gauntlet_${kind}_${flavour})
  endforeach()
  add_library(gauntlet::flavour_${flavour} ALIAS gauntlet_user_${flavour})
  gauntlet_conformance(_${flavour} ${flavour})
  list(APPEND targets gauntlet_user_${flavour} gauntlet_runner_${flavour} gauntlet_judge_${flavour})
endforeach()
gauntlet_conformance("" plain)

string(REGEX MATCH "^[0-9]+" gauntlet_compiler_major "${CMAKE_CXX_COMPILER_VERSION}")
get_filename_component(gauntlet_compiler_name "${CMAKE_CXX_COMPILER}" NAME)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/gauntlet)
configure_package_config_file(${PROJECT_SOURCE_DIR}/scripts/cmake/gauntletConfig.cmake.in ${CMAKE_BINARY_DIR}/gauntletConfig.cmake
  INSTALL_DESTINATION ${package})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/gauntletConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/gauntletConfig.cmake ${CMAKE_BINARY_DIR}/gauntletConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/scripts/cmake/gauntlet_subject.cmake DESTINATION ${package})
install(TARGETS gauntlet ${targets} EXPORT gauntletTargets
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/gauntlet)
install(EXPORT gauntletTargets NAMESPACE gauntlet:: DESTINATION ${package})
# <gauntlet/…> is what a user includes; it includes "harness/…".
install(DIRECTORY ${PROJECT_SOURCE_DIR}/harness/api/gauntlet DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
install(FILES ${gauntlet_generated}/gauntlet/detail/properties.inc DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/gauntlet/detail)
foreach(folder history plan run schedule)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/harness/${folder} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/gauntlet/harness
    FILES_MATCHING PATTERN "*.hpp" PATTERN "mutants" EXCLUDE)
endforeach()
if(GAUNTLET_WEB)
  install(FILES ${CMAKE_BINARY_DIR}/share/gauntlet/report.html DESTINATION ${CMAKE_INSTALL_DATADIR}/gauntlet)
endif()
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/gauntlet)
include(${PROJECT_SOURCE_DIR}/scripts/cmake/gauntlet_subject.cmake)
