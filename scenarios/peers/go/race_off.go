//go:build !race

package main

const (
	flavour  = "go"
	raceTest = false
)

func hideSync() {}
func showSync() {}
