package main

import "math"

// plan is a plan as Gauntlet sends it (harness/plan/plan_json.hpp). Missing fields have the zero value.
type plan struct {
	Context    bool
	Limit      *uint32
	DeadlineUs *uint32 `json:"deadline_us"`
	Tasks      []task
	Driver     []step
	Delays     []delay
}

type task struct {
	Group uint32
	Steps []step
	End   string
	Shape string
}

type step struct {
	Do    string
	Value uint32
}

type delay struct {
	At   string
	Task *int
	Us   uint32
}

const none = math.MaxUint32

// groupOf returns the tasks of a group.
func (p *plan) groupOf(index uint32) (tasks []uint32) {
	for i, t := range p.Tasks {
		if t.Group == index {
			tasks = append(tasks, uint32(i))
		}
	}
	return tasks
}

// submittedByATask returns whether a step of another task submits this task, instead of the driver or the nest step of
// its group.
func (p *plan) submittedByATask(index uint32) bool {
	for _, t := range p.Tasks {
		for _, s := range t.Steps {
			if (s.Do == "submit" || s.Do == "try_submit") && s.Value == index {
				return true
			}
		}
	}
	return false
}

// delayUs returns the delay of a task at an injection point, which is the sum of all matching delays.
func (p *plan) delayUs(at string, index uint32) (us uint32) {
	for _, d := range p.Delays {
		if d.At == at && (d.Task == nil || *d.Task == int(index)) {
			us += d.Us
		}
	}
	return us
}
