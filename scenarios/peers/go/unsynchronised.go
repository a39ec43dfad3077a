package main

import "sync/atomic"

// counter is an atomic number that creates no happens-before order for the race detector.
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

// gate blocks goroutines until it is opened. It creates no happens-before order for the race detector.
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

// rendezvous blocks goroutines until all have arrived.
type rendezvous struct {
	gate
	missing counter
}

func (m *rendezvous) arriveAndBlock() {
	if m.missing.add(-1) == 0 {
		m.open()
	}
	m.pass()
}

// words is plain memory that one goroutine writes and another one reads. Only the subject's synchronisation orders the
// two, so if a join or a submit does not synchronise, the race detector reports a data race here.
type words struct{ first, second uint64 }

func (w *words) write(task uint32) { w.first, w.second = uint64(task)+1, ^(uint64(task) + 1) }

func (w *words) intact(task uint32) uint32 {
	if w.first == uint64(task)+1 && w.second == ^w.first {
		return 1
	}
	return 0
}

// readPayload and readParcel are separate functions, so that a report of the race detector contains their names.
//
//go:noinline
func readPayload(w *words, task uint32) uint32 { return w.intact(task) }

//go:noinline
func readParcel(w *words, task uint32) uint32 { return w.intact(task) }
