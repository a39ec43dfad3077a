//go:build race

package main

import "runtime"

const (
	flavour  = "go-race"
	raceTest = true
)

// What the harness itself synchronises must order nothing in the race detector's eyes: it would hide the races of the
// subject. Between these two calls the detector overlooks the synchronisation of the calling goroutine; its accesses
// to memory it still sees.
func hideSync() { runtime.RaceDisable() }
func showSync() { runtime.RaceEnable() }
