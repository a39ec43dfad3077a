# gauntlet_go_runners(): the runners for Go, each a program of the Go tool chain and the C++ runner that asks it. The target gauntlet-go
# builds them. GAUNTLET_GO=OFF leaves them out.

# Builds gauntlet-foreign-NAME with these options of `go build`, and gauntlet-runner-NAME, which asks it.
function(gauntlet_go_runner name)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/scenarios/peers/go/*.go)
  set(program ${gauntlet_bin}/gauntlet-foreign-${name})
  add_custom_command(OUTPUT ${program} DEPENDS ${sources} COMMENT "Go ${name}" VERBATIM
    COMMAND ${gauntlet_go} build -trimpath ${ARGN} -o ${program} gauntlet-foreign-go)
  add_custom_target(gauntlet-foreign-${name} DEPENDS ${program})
  gauntlet_foreign_runner(${name})
  add_dependencies(gauntlet-runner-${name} gauntlet-foreign-${name})
  add_dependencies(gauntlet-go gauntlet-runner-${name})
endfunction()

function(gauntlet_go_runners)
  find_program(GO_EXECUTABLE go)
  set(gauntlet_go_path /usr/share/gocode CACHE PATH "Where Debian's packages of Go sources lie")
  set(missing "")
  if(NOT GO_EXECUTABLE)
    list(APPEND missing golang-go)
  endif()
  if(NOT EXISTS ${gauntlet_go_path}/src/golang.org/x/sync/errgroup)
    list(APPEND missing golang-golang-x-sync-dev)
  endif()
  set(GAUNTLET_GO AUTO CACHE STRING "Build the runner for Go: ON, OFF, or AUTO (where its packages are installed)")
  list(JOIN missing " and " missing)
  if(missing AND GAUNTLET_GO STREQUAL "AUTO")
    message(STATUS "The runner for Go is left out; to have it, install ${missing}")
    return()
  elseif(NOT GAUNTLET_GO STREQUAL "AUTO" AND NOT GAUNTLET_GO)
    return()
  elseif(missing)
    message(FATAL_ERROR "GAUNTLET_GO is ON, and ${missing} is missing; install it, or configure with -DGAUNTLET_GO=OFF")
  endif()

  # A folder that the Go tool takes for a package of its path, so that no path of this machine gets into reports.
  set(gauntlet_go_work ${PROJECT_BINARY_DIR}/go)
  file(MAKE_DIRECTORY ${gauntlet_go_work}/path/src)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/scenarios/peers/go ${gauntlet_go_work}/path/src/gauntlet-foreign-go SYMBOLIC)
  set(gauntlet_go ${CMAKE_COMMAND} -E env GO111MODULE=off GOFLAGS= GOTOOLCHAIN=local GOCACHE=${gauntlet_go_work}/cache
    GOPATH=${gauntlet_go_work}/path:${gauntlet_go_path} ${GO_EXECUTABLE})

  add_custom_target(gauntlet-go)
  gauntlet_go_runner(go)
  # The race detector needs cgo and a C compiler.
  execute_process(COMMAND ${gauntlet_go} build -race -o ${gauntlet_go_work}/race_works ${PROJECT_SOURCE_DIR}/scripts/cmake/race_works.go
    RESULT_VARIABLE failed OUTPUT_VARIABLE words ERROR_VARIABLE words)
  if(failed EQUAL 0)
    gauntlet_go_runner(go-race -race)
  else()
    message(STATUS "Go's race detector does not work here, so there is no flavour go-race: ${words}")
  endif()
endfunction()
