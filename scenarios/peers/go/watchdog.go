package main

import (
	"bytes"
	"runtime"
	"time"
)

const (
	firstLook = 30 * time.Millisecond
	nextLook  = 10 * time.Millisecond
	patience  = 60 * time.Second
)

// blocked are the states, as runtime.Stack tells them, in which a goroutine waits for another one.
var blocked = [][]byte{
	[]byte("chan receive"), []byte("chan send"), []byte("select"), []byte("semacquire"), []byte("sync.Cond.Wait"),
}

// stuck says whether nothing can move the case any more. It is exact: runtime.Stack stops the world, and where every
// goroutine waits for another one and no timer is to come, none can go on. Requires: called by the goroutine that
// waits for the case.
func (r *run) stuck() bool {
	if !r.deadline.IsZero() && time.Now().Before(r.deadline.Add(20*time.Millisecond)) {
		return false
	}
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for n, g := range bytes.Split(stacks, []byte("\n\n")) {
		if n > 0 && !r.waits(g) { // the first one is the caller
			return false
		}
	}
	return true
}

func (r *run) waits(goroutine []byte) bool {
	open, end := bytes.IndexByte(goroutine, '['), bytes.IndexByte(goroutine, ']')
	if open < 0 || end < open {
		return false
	}
	state := goroutine[open+1 : end]
	for _, b := range blocked {
		if bytes.HasPrefix(state, b) {
			return true
		}
	}
	// The driver polls, where it only waits for the last goroutines to end.
	return r.settling.get() > 0 && bytes.Contains(goroutine, []byte(".settle("))
}

// await gives how the case ended: "" done, else "deadlock" or "livelock".
func (r *run) await(done <-chan struct{}) string {
	timer := time.NewTimer(firstLook)
	defer timer.Stop()
	suspect := false
	for {
		select {
		case <-done:
			return ""
		case <-timer.C:
		}
		stuck := r.stuck()
		if stuck && suspect {
			return "deadlock"
		}
		suspect = stuck
		if time.Since(r.start) > patience {
			return "livelock"
		}
		timer.Reset(nextLook)
	}
}
