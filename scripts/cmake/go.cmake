# gauntlet_go_runners(): adds the runners for Go. Each consists of a Go program, which executes cases, and a C++ runner, which sends the
# cases to it. The target gauntlet-go builds them. GAUNTLET_GO=OFF leaves them out.

# gauntlet_go_runner(name options…): builds the Go program gauntlet-foreign-NAME with these options of `go build`, and its runner
# gauntlet-runner-NAME.
function(gauntlet_go_runner name)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/scenarios/peers/go/*.go)
  set(program ${gauntlet_bin}/gauntlet-foreign-${name})
  add_custom_command(OUTPUT ${program} DEPENDS ${sources} COMMENT "Building the Go program gauntlet-foreign-${name}" VERBATIM
    COMMAND ${gauntlet_go} build -trimpath ${ARGN} -o ${program} gauntlet-foreign-go)
  add_custom_target(gauntlet-foreign-${name} DEPENDS ${program})
  gauntlet_foreign_runner(${name})
  add_dependencies(gauntlet-runner-${name} gauntlet-foreign-${name})
  add_dependencies(gauntlet-go gauntlet-runner-${name})
endfunction()

function(gauntlet_go_runners)
  find_program(GO_EXECUTABLE go)
  set(gauntlet_go_path /usr/share/gocode CACHE PATH "The folder of the Go sources that Debian packages install")
  set(missing "")
  if(NOT GO_EXECUTABLE)
    list(APPEND missing golang-go)
  endif()
  if(NOT EXISTS ${gauntlet_go_path}/src/golang.org/x/sync/errgroup)
    list(APPEND missing golang-golang-x-sync-dev)
  endif()
  set(GAUNTLET_GO AUTO CACHE STRING "Build the runner for Go: ON, OFF, or AUTO (if its packages are installed)")
  list(JOIN missing " and " missing)
  if(missing AND GAUNTLET_GO STREQUAL "AUTO")
    message(STATUS "The runner for Go is not built; to build it, install ${missing}")
    return()
  elseif(NOT GAUNTLET_GO STREQUAL "AUTO" AND NOT GAUNTLET_GO)
    return()
  elseif(missing)
    message(FATAL_ERROR "GAUNTLET_GO is ON, but ${missing} is not installed; install it, or configure with -DGAUNTLET_GO=OFF")
  endif()

  # A GOPATH with a link to the sources. The Go tool then treats them as the package gauntlet-foreign-go, and reports contain no path of
  # this machine.
  set(gauntlet_go_work ${PROJECT_BINARY_DIR}/go)
  file(MAKE_DIRECTORY ${gauntlet_go_work}/path/src)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/scenarios/peers/go ${gauntlet_go_work}/path/src/gauntlet-foreign-go SYMBOLIC)
  set(gauntlet_go ${CMAKE_COMMAND} -E env GO111MODULE=off GOFLAGS= GOTOOLCHAIN=local GOCACHE=${gauntlet_go_work}/cache
    GOPATH=${gauntlet_go_work}/path:${gauntlet_go_path} ${GO_EXECUTABLE})

  add_custom_target(gauntlet-go)
  gauntlet_go_runner(go)
  # The race detector needs cgo and a C compiler.
  execute_process(COMMAND ${gauntlet_go} build -race -o ${gauntlet_go_work}/race_works ${PROJECT_SOURCE_DIR}/scripts/cmake/race_works.go
    RESULT_VARIABLE failed OUTPUT_VARIABLE go_output ERROR_VARIABLE go_output)
  if(failed EQUAL 0)
    gauntlet_go_runner(go-race -race)
  else()
    message(STATUS "The flavour go-race is not built, because Go's race detector does not work here: ${go_output}")
  endif()
endfunction()
