package main

import (
	"strconv"
	"time"
)

// The kinds of events, as docs/protocol.md defines them.
const (
	submitBegin = "submit_begin"
	submitEnd   = "submit_end"
	submitLeft  = "submit_left"
	bodyBegin   = "body_begin"
	bodyEnd     = "body_end"
	checkBegin  = "check_begin"
	checkEnd    = "check_end"
	awaitBegin  = "await_begin"
	awaitEnd    = "await_end"
	meetBegin   = "meet_begin"
	meetEnd     = "meet_end"
	gateBegin   = "gate_begin"
	gateEnd     = "gate_end"
	gateOpen    = "gate_open"
	nestBegin   = "nest_begin"
	nestEnd     = "nest_end"
	waitBegin   = "wait_begin"
	waitEnd     = "wait_end"
	waitError   = "wait_error"
	besideBegin = "beside_begin"
	afterWait   = "after_wait"
	cancelBegin = "cancel_begin"
	cancelEnd   = "cancel_end"
	limitBegin  = "limit_begin"
	limitEnd    = "limit_end"
	callableEnd = "callable_gone"
	payloadRead = "payload_read"
	parcelRead  = "parcel_read"
	groupGone   = "group_gone"
	parentState = "parent_state"
	treeChecked = "tree_checked"
)

// How a submit ended, and how a body ended.
const (
	accepted uint32 = iota
	rejected
	threw
)
const (
	ok uint32 = iota
	failed
	raised
	exited
)

// The ids of errors that no task made.
const (
	idCanceled  = 0xfffffff0
	idDeadline  = 0xfffffff2
	idUnknown   = 0xfffffff3
	idAbandoned = 0xfffffff4
	idNilError  = 0xfffffff5
)

// The time stamps of two goroutines order their events only if they differ by more than this, because the clock is read
// before or after the event.
const clockErrorNs = 200

type event struct {
	kind               string
	task, value, extra uint32
	time               int64
}

// log holds the events of one actor, in their order. One goroutine writes it, and it has room for all events that the
// plan can cause. The race detector ignores it, so that it orders nothing. It is read after its writer has ended or, if
// the case hangs, while its writer is blocked.
type log struct {
	events []event
	used   int
}

func newLog(room int) log { return log{events: make([]event, room)} }

//go:norace
func (l *log) add(at int64, kind string, task, value, extra uint32) bool {
	if l.used == len(l.events) {
		return false
	}
	l.events[l.used] = event{kind, task, value, extra, at}
	l.used++
	return true
}

//go:norace
func (l *log) appendTo(out []byte, comma bool) []byte {
	for i := 0; i < l.used; i++ {
		if comma || i > 0 {
			out = append(out, ',')
		}
		e := &l.events[i]
		out = append(append(append(out, `["`...), e.kind...), `"`...)
		for _, n := range [...]uint64{uint64(e.task), uint64(e.value), uint64(e.extra), uint64(e.time)} {
			out = strconv.AppendUint(append(out, ','), n, 10)
		}
		out = append(out, ']')
	}
	return out
}

//go:norace
func (l *log) empty() bool { return l.used == 0 }

// now returns the nanoseconds since the start of the case.
func (r *run) now() int64 { return int64(time.Since(r.start)) }

func (r *run) add(actor uint32, kind string, task, value, extra uint32) {
	r.addAt(r.now(), actor, kind, task, value, extra)
}

func (r *run) addAt(at int64, actor uint32, kind string, task, value, extra uint32) {
	if !r.logs[actor].add(at, kind, task, value, extra) {
		r.overflowed.add(1)
	}
}

// historyJSON returns the history in the format that docs/protocol.md defines.
func (r *run) historyJSON(ended bool) []byte {
	out := append(make([]byte, 0, 1<<14), `{"logs":[`...)
	for a := range r.logs {
		if a > 0 {
			out = append(out, ',')
		}
		out = append(r.logs[a].appendTo(append(out, '['), false), ']')
	}
	out = append(out, `],"unowned":[`...)
	comma := false
	for i := range r.gone {
		out = r.gone[i].appendTo(out, comma)
		comma = comma || !r.gone[i].empty()
	}
	out = append(out, `],"left":[0,0,0,0,0],"ended":`...)
	out = strconv.AppendBool(out, ended)
	out = strconv.AppendUint(append(out, `,"clock_error":`...), clockErrorNs, 10)
	out = strconv.AppendUint(append(out, `,"overflowed":`...), uint64(r.overflowed.get()), 10)
	out = strconv.AppendUint(append(out, `,"late_runs":`...), uint64(r.lateRuns.get()), 10)
	return append(out, '}')
}
