package main

import (
	"context"
	"strings"
)

// work is a task. A subject calls it once, with the context that it passes to its tasks.
type work func(ctx context.Context) error

// group is the adapter of an implementation under test; one object is one group. Methods outside the subject's
// capabilities are never called.
type group interface {
	submit(work)
	trySubmit(work) bool
	wait() error
	setLimit(n int) bool // n is -1 for unlimited; returns false if the group refuses
	context() context.Context
}

// setup describes the group that a case needs.
type setup struct {
	context bool
	tasks   int
}

// deviation is a property that a subject is known to violate. A race report that names one of Races also counts as one.
type deviation struct {
	Property string   `json:"property"`
	Why      string   `json:"why"`
	Source   string   `json:"source"`
	Races    []string `json:"races,omitempty"`
}

// panicAfterDone is the deviation of every group with a deferred count-down.
var panicAfterDone = deviation{"P47",
	"A panic runs the deferred count-down before it ends the process: Wait may return in between",
	"https://github.com/golang/go/issues/74702", nil}

type mutant struct {
	Of       string   `json:"of"`
	Class    string   `json:"class"`
	Title    string   `json:"title"`
	KilledBy []string `json:"killed_by"`
	Flavours []string `json:"flavours"`
	Reports  []string `json:"reports"`
	Diff     string   `json:"diff"`
}

type subject struct {
	Name         string         `json:"name"`
	Kind         string         `json:"kind"`
	Title        string         `json:"title"`
	Capabilities map[string]any `json:"capabilities"`
	Deviations   []deviation    `json:"deviations,omitempty"`
	Mutant       *mutant        `json:"mutant,omitempty"`

	make func(parent context.Context, how setup) group
	nest func(parent context.Context, how setup) group
	// Replaces what a task returns; set by a mutant.
	returned func(error) error
}

func (s *subject) can(what string) bool { can, _ := s.Capabilities[what].(bool); return can }

var subjects []*subject

func register(s *subject) {
	if s.nest == nil {
		s.nest = s.make
	}
	subjects = append(subjects, s)
}

func subjectNamed(name string) *subject {
	for _, s := range subjects {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// capabilities returns the capabilities that all subjects of this runner share, changed by `can`: "name" adds one,
// "no name" removes one.
func capabilities(policy string, can ...string) map[string]any {
	out := map[string]any{
		"policy": policy, "max_tasks": 64, "concurrency": 64, "fixed_limit": -1,
		"ends_on_exception": true, "error_trees": true, // a panic ends the process
		"joins": true, "repeat_wait": true, "reuse": true, "runs_after_cancel": true, "starts_on_submit": true,
		"thread_per_task": false, "explorable": false, "waits_on_conditions": false, // no fault can be injected
	}
	for _, what := range can {
		out[strings.TrimPrefix(what, "no ")] = !strings.HasPrefix(what, "no ")
	}
	return out
}

func with(can map[string]any, what string, value any) map[string]any {
	can[what] = value
	return can
}

// registerMutant reads the header of a mutant from the first lines of its file, as in scenarios/mutants.
func registerMutant(file string, s *subject) {
	report := map[string]string{}
	var code []string
	for _, line := range strings.Split(file, "\n") {
		name, text, found := strings.Cut(strings.TrimPrefix(line, "// "), ": ")
		if found && strings.HasPrefix(line, "// ") && len(code) == 0 {
			report[name] = text
		} else if line != "" || len(code) > 0 {
			code = append(code, line)
		}
	}
	s.Kind, s.Title = "mutant", report["title"]
	s.Name = report["name"]
	s.Mutant = &mutant{report["of"], report["class"], report["title"], strings.Fields(report["killed-by"]),
		strings.Fields(report["flavours"]), strings.Fields(report["report"]), strings.Join(code, "\n")}
	of := subjectNamed(s.Mutant.Of)
	if of == nil {
		panic("mutant " + s.Name + " of an unknown subject " + s.Mutant.Of)
	}
	s.Capabilities, s.Deviations = of.Capabilities, of.Deviations
	if s.make == nil {
		s.make, s.nest = of.make, of.nest
	}
	register(s)
}
