package main

import (
	"bytes"
	"runtime"
	"time"
)

const (
	firstCheck = 30 * time.Millisecond
	nextCheck  = 10 * time.Millisecond
	patience   = 60 * time.Second
)

// blocked lists the states in the output of runtime.Stack in which a goroutine waits for another one.
var blocked = [][]byte{
	[]byte("chan receive"), []byte("chan send"), []byte("select"), []byte("semacquire"), []byte("sync.Cond.Wait"),
}

// stuck returns whether the case is deadlocked. It is exact: runtime.Stack stops all goroutines, and if each of them
// waits for another one and no timer is pending, none can continue. Requires: the goroutine that waits for the case
// calls it.
func (r *run) stuck() bool {
	if !r.deadline.IsZero() && time.Now().Before(r.deadline.Add(20*time.Millisecond)) {
		return false
	}
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for n, g := range bytes.Split(stacks, []byte("\n\n")) {
		if n > 0 && !r.waits(g) { // the first one is the caller of this function
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
	// In settle the driver polls until the last goroutines have ended, so it counts as blocked.
	return r.settling.get() > 0 && bytes.Contains(goroutine, []byte(".settle("))
}

// await blocks until the case ends or hangs. It returns "", "deadlock" or "livelock".
func (r *run) await(done <-chan struct{}) string {
	timer := time.NewTimer(firstCheck)
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
		timer.Reset(nextCheck)
	}
}
