package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"time"
)

// The limits of a plan (harness/plan/plan.hpp).
const (
	maxWaiters    = 4
	maxRendezvous = 16
)

// run is one case: the execution of a plan on a subject, and its recorded events.
type run struct {
	plan    *plan
	subject *subject
	start   time.Time

	logs       []log // by actor: 0 is the driver, i + 1 is task i, then the additional waiters
	gone       []log // callable_gone of task i: at i by its body, at tasks + i by its submitter
	overflowed counter
	lateRuns   counter

	parcels, payloads []words
	accepted, begun   []counter
	rendezvous        [maxRendezvous]rendezvous
	gates             [maxRendezvous]gate

	parent       context.Context
	cancelParent context.CancelFunc
	deadline     time.Time // zero if there is none

	before         int // goroutines that existed before the case
	settling       counter
	panicking      counter // how many tasks have panicked
	concurrentWait chan struct{}
}

func newRun(p *plan, s *subject) *run {
	r := &run{plan: p, subject: s, before: runtime.NumGoroutine(), start: time.Now()}
	if us := p.DeadlineUs; us != nil {
		r.deadline = r.start.Add(time.Duration(*us) * time.Microsecond)
	}
	n := len(p.Tasks)
	eventsPerWait := 8 + 3*64 + 3*n
	eventsOfWaits := 0
	for _, d := range p.Driver {
		if strings.HasPrefix(d.Do, "wait") {
			eventsOfWaits += eventsPerWait
		}
	}
	r.logs = append(r.logs, newLog(8+3*len(p.Driver)+eventsOfWaits))
	for _, t := range p.Tasks {
		room := 12 + 3*len(t.Steps)
		for _, s := range t.Steps {
			if s.Do == "nest" {
				room += eventsPerWait + 3*n
			}
			if s.Do == "rendezvous" && s.Value < maxRendezvous {
				r.rendezvous[s.Value].missing.n++
			}
		}
		r.logs = append(r.logs, newLog(room))
	}
	for i := 0; i < maxWaiters; i++ {
		r.logs = append(r.logs, newLog(eventsOfWaits))
	}
	for i := 0; i < 2*n; i++ {
		r.gone = append(r.gone, newLog(2))
	}
	r.parcels, r.payloads = make([]words, n), make([]words, n)
	r.accepted, r.begun = make([]counter, n), make([]counter, n)
	for i := range r.gates {
		r.gates[i], r.rendezvous[i].gate = newGate(), newGate()
	}
	return r
}

// drive runs the case.
func (r *run) drive() {
	base, cancel := context.WithCancel(context.Background())
	r.parent, r.cancelParent = base, cancel
	from := base
	if !r.deadline.IsZero() {
		var release context.CancelFunc
		from, release = context.WithDeadline(base, r.deadline)
		defer release()
	}
	g := r.subject.make(from, setup{r.plan.Context, len(r.plan.groupOf(0))})
	if r.plan.Limit != nil {
		g.setLimit(int(*r.plan.Limit))
	}
	for _, step := range r.plan.Driver {
		r.driverStep(step, g)
	}
	cancelled := uint32(0)
	if base.Err() != nil {
		cancelled = 1
	}
	r.add(0, parentState, none, cancelled, none)
	r.settle()
	r.add(0, groupGone, none, 0, none)
	cancel()
}

// settle waits until every goroutine of the case has ended. If one never ends, the case hangs.
func (r *run) settle() {
	r.settling.add(1)
	for tries := 0; runtime.NumGoroutine() > r.before+1; tries++ {
		if tries < 100 {
			runtime.Gosched()
		} else {
			time.Sleep(50 * time.Microsecond)
		}
	}
}

func (r *run) driverStep(step step, g group) {
	switch step.Do {
	case "submit", "try_submit":
		r.submit(step.Value, g, 0, step.Do == "try_submit")
	case "wait":
		r.waitOnGoroutines(int(step.Value), g)
		if r.concurrentWait != nil {
			<-r.concurrentWait
			r.concurrentWait = nil
		}
	case "wait_beside":
		r.add(0, besideBegin, none, 0, none)
		ended := make(chan struct{})
		r.concurrentWait = ended
		go func() {
			defer close(ended)
			r.wait(g, 0, uint32(len(r.plan.Tasks)+maxWaiters))
		}()
	case "cancel_parent":
		r.recordCancel(0)
	case "await_cancel", "observe":
		r.recordObservation(0, 0, g.context(), step.Do == "await_cancel")
	case "open_gate":
		r.add(0, gateOpen, none, step.Value, none)
		r.gates[step.Value].open()
	case "set_limit", "lift_limit":
		limit, recorded := int(step.Value), step.Value
		if step.Do == "lift_limit" {
			limit, recorded = -1, none
		}
		r.add(0, limitBegin, none, recorded, none)
		took := uint32(0)
		if g.setLimit(limit) {
			took = 1
		}
		r.add(0, limitEnd, none, took, none)
	case "rest":
		time.Sleep(time.Duration(step.Value) * time.Microsecond)
	default:
		panic("gauntlet: unknown step of the driver: " + step.Do)
	}
}

// submit writes the task's parcel and submits the task.
func (r *run) submit(index uint32, g group, actor uint32, tries bool) {
	r.parcels[index].write(index)
	mode, how := uint32(0), accepted
	r.add(actor, submitBegin, index, 0, none)
	f := func(ctx context.Context) error { return r.body(index, g, ctx) }
	if !tries {
		g.submit(f)
	} else if mode = 1; !g.trySubmit(f) {
		how = rejected
		r.gone[len(r.plan.Tasks)+int(index)].add(r.now(), callableEnd, index, 0, none)
	}
	if how == accepted {
		r.accepted[index].add(1)
	}
	r.add(actor, submitEnd, index, how, mode)
	if how == rejected {
		r.add(actor, submitLeft, index, 0, none)
	}
}

func (r *run) waitOnGoroutines(count int, g group) {
	others := make(chan struct{}, maxWaiters)
	for i := 1; i < count; i++ {
		go func(actor uint32) {
			r.wait(g, 0, actor)
			others <- struct{}{}
		}(uint32(len(r.plan.Tasks) + i))
	}
	r.wait(g, 0, 0)
	for i := 1; i < count; i++ {
		<-others
	}
}

// wait waits for the group. It records the result, and the context and the payloads immediately afterwards.
func (r *run) wait(g group, index, actor uint32) error {
	r.add(actor, waitBegin, none, index, none)
	err := g.wait()
	at := r.now()
	var leaves []leaf
	if err != nil {
		leaves = r.leavesOf(err)
	}
	r.addAt(at, actor, waitEnd, none, index, uint32(len(leaves)))
	if r.panicking.get() != 0 {
		r.reportBeforeCrash()
	}
	for _, l := range leaves {
		r.add(actor, waitError, none, l.id, l.state)
	}
	if err != nil {
		check := failedSearch(err, leaves[0])
		correct := uint32(1)
		if check != 0 {
			correct = 0
		}
		r.add(actor, treeChecked, none, correct, check)
	}
	if r.plan.Context && r.subject.can("context") && (r.subject.can("starts_on_submit") || index != 0) {
		cancelled, cause := observe(g.context())
		r.add(actor, afterWait, index, cancelled, cause)
	}
	for _, t := range r.plan.groupOf(index) {
		if r.accepted[t].get() != 0 {
			r.add(actor, payloadRead, t, readPayload(&r.payloads[t], t), none)
		}
	}
	return err
}

func observe(ctx context.Context) (cancelled, cause uint32) {
	err := ctx.Err()
	if err == nil {
		return 0, none
	}
	return 1, idOfContext(err)
}

func (r *run) recordObservation(actor, index uint32, ctx context.Context, block bool) {
	begin, end := checkBegin, checkEnd
	if block {
		begin, end = awaitBegin, awaitEnd
	}
	r.add(actor, begin, none, index, none)
	if block {
		<-ctx.Done()
	}
	cancelled, cause := observe(ctx)
	r.add(actor, end, index, cancelled, cause)
}

func (r *run) recordCancel(actor uint32) {
	r.add(actor, cancelBegin, none, 0, none)
	r.cancelParent()
	r.add(actor, cancelEnd, none, 0, none)
}

// body runs a task.
func (r *run) body(index uint32, g group, ctx context.Context) (err error) {
	if r.begun[index].add(1) != 1 {
		r.lateRuns.add(1)
		return nil
	}
	actor := index + 1
	defer func() { r.gone[index].add(r.now(), callableEnd, index, 0, none) }()
	r.add(actor, bodyBegin, index, actor, none)
	r.add(actor, parcelRead, index, readParcel(&r.parcels[index], index), none)
	inner := r.steps(index, g, ctx)
	r.payloads[index].write(index)
	err = r.end(index, inner)
	if us := r.plan.delayUs("body_returned", index); us > 0 {
		time.Sleep(time.Duration(us) * time.Microsecond)
	}
	if r.subject.returned != nil {
		return r.subject.returned(err)
	}
	return err
}

func (r *run) steps(index uint32, g group, ctx context.Context) (inner error) {
	actor := index + 1
	t := &r.plan.Tasks[index]
	for _, step := range t.Steps {
		switch step.Do {
		case "delay":
			time.Sleep(time.Duration(step.Value) * time.Microsecond)
		case "spin":
			spin(step.Value)
		case "yield":
			runtime.Gosched()
		case "check", "await_cancel":
			r.recordObservation(actor, t.Group, ctx, step.Do == "await_cancel")
		case "rendezvous":
			r.add(actor, meetBegin, none, step.Value, none)
			r.rendezvous[step.Value].arriveAndBlock()
			r.add(actor, meetEnd, none, step.Value, none)
		case "gate":
			r.add(actor, gateBegin, none, step.Value, none)
			r.gates[step.Value].pass()
			r.add(actor, gateEnd, none, step.Value, none)
		case "submit", "try_submit":
			r.submit(step.Value, g, actor, step.Do == "try_submit")
		case "cancel_parent":
			r.recordCancel(actor)
		case "nest":
			if err := r.nested(step.Value, actor, ctx); err != nil {
				inner = err
			}
		default:
			panic("gauntlet: unknown step of a task: " + step.Do)
		}
	}
	return inner
}

var spun uint32

func spin(iterations uint32) {
	for i := uint32(0); i < iterations; i++ {
		hideSync()
		atomic.LoadUint32(&spun)
		showSync()
	}
}

func (r *run) nested(index, actor uint32, ctx context.Context) error {
	r.add(actor, nestBegin, none, index, none)
	tasks := r.plan.groupOf(index)
	g := r.subject.nest(ctx, setup{r.plan.Context, len(tasks)})
	for _, t := range tasks {
		if !r.plan.submittedByATask(t) {
			r.submit(t, g, actor, false)
		}
	}
	err := r.wait(g, index, actor)
	r.add(actor, nestEnd, none, index, none)
	return err
}

// end records how the body ends, and ends it that way. A task returns the error of its nested group as its own.
func (r *run) end(index uint32, inner error) error {
	record := func(how, id uint32) { r.add(index+1, bodyEnd, index, how, id) }
	if inner != nil {
		record(failed, r.leavesOf(inner)[0].id)
		return inner
	}
	t := &r.plan.Tasks[index]
	switch t.End {
	case "ok":
		record(ok, none)
		return nil
	case "nil":
		record(ok, none)
		return shaped(t.Shape, nil)
	case "fail":
		err := shaped(t.Shape, r.newTaskError(index))
		record(failed, index)
		return err
	case "raise", "raise_hostile":
		record(raised, index)
		r.panicking.add(1)
		panic(fmt.Sprintf("planned: task %d throws", index))
	case "exit":
		record(exited, idAbandoned)
		runtime.Goexit()
	}
	panic("gauntlet: unknown end of a task: " + t.End)
}

var crashReported counter

// reportBeforeCrash sends the history of a wait that returned although a task has panicked, before the panic ends the
// process. It never returns.
func (r *run) reportBeforeCrash() {
	if crashReported.add(1) == 1 {
		os.Stdout.Write(append(append([]byte(`{"history":`), r.historyJSON(false)...), ",\"dying\":true}\n"...))
	}
	select {}
}
