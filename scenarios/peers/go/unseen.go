package main

import "sync/atomic"

// counter is an atomic number that orders nothing in the race detector's eyes.
type counter struct{ n int32 }

func (c *counter) add(by int32) int32 {
	hideSync()
	n := atomic.AddInt32(&c.n, by)
	showSync()
	return n
}

func (c *counter) get() int32 {
	hideSync()
	n := atomic.LoadInt32(&c.n)
	showSync()
	return n
}

// gate is a door that opens once, and orders nothing in the race detector's eyes.
type gate struct{ opened chan struct{} }

func newGate() gate { return gate{make(chan struct{})} }

func (g gate) open() {
	hideSync()
	close(g.opened)
	showSync()
}

func (g gate) pass() {
	hideSync()
	<-g.opened
	showSync()
}

// meeting lets nobody on until all have come.
type meeting struct {
	gate
	missing counter
}

func (m *meeting) arriveAndBlock() {
	if m.missing.add(-1) == 0 {
		m.open()
	}
	m.pass()
}

// words are plain memory that one goroutine writes and another reads whom the subject's synchronisation orders after
// it: a join or a submit that does not synchronise is a data race on them, which the race detector reports.
type words struct{ first, second uint64 }

func (w *words) write(task uint32) { w.first, w.second = uint64(task)+1, ^(uint64(task) + 1) }

func (w *words) intact(task uint32) uint32 {
	if w.first == uint64(task)+1 && w.second == ^w.first {
		return 1
	}
	return 0
}

// readPayload and readParcel are functions of their own, so that their names stand in a report of the race detector.
//
//go:noinline
func readPayload(w *words, task uint32) uint32 { return w.intact(task) }

//go:noinline
func readParcel(w *words, task uint32) uint32 { return w.intact(task) }
