//go:build race

package main

import "runtime"

const (
	flavour  = "go-race"
	raceTest = true
)

// hideSync and showSync enclose the harness's own synchronisation. Between them the race detector ignores the
// synchronisation of the calling goroutine, which would otherwise hide races of the subject. It still checks the
// goroutine's memory accesses.
func hideSync() { runtime.RaceDisable() }
func showSync() { runtime.RaceEnable() }
