package main

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// errgroupGroup adapts the unmodified golang.org/x/sync/errgroup.
type errgroupGroup struct {
	*errgroup.Group
	ctx context.Context
}

func newErrgroup(parent context.Context, how setup) group {
	if !how.context {
		return &errgroupGroup{new(errgroup.Group), parent}
	}
	g, ctx := errgroup.WithContext(parent)
	return &errgroupGroup{g, ctx}
}

func (g *errgroupGroup) submit(f work)            { g.Go(func() error { return f(g.ctx) }) }
func (g *errgroupGroup) trySubmit(f work) bool    { return g.TryGo(func() error { return f(g.ctx) }) }
func (g *errgroupGroup) wait() error              { return g.Wait() }
func (g *errgroupGroup) context() context.Context { return g.ctx }

func (g *errgroupGroup) setLimit(n int) (took bool) {
	defer func() {
		if recover() != nil {
			took = false
		}
	}()
	g.SetLimit(n)
	return true
}

var goErrgroup = &subject{
	Name:  "go_errgroup",
	Kind:  "peer",
	Title: "golang.org/x/sync/errgroup 0.1.0",
	Capabilities: capabilities("first", "context", "zero_value", "parent", "deadline", "limit", "set_limit",
		"try_submit", "child_submit", "nesting", "abnormal_exit"),
	Deviations: []deviation{
		{"P32", "SetLimit panics only if limited tasks are active: active unlimited tasks then block forever at the new limit",
			"https://github.com/golang/sync/pull/14", []string{"errgroup.(*Group).SetLimit("}},
		panicAfterDone,
		{"P48", "A task that calls runtime.Goexit counts as a success",
			"https://github.com/golang/go/issues/53757", nil},
	},
	make: newErrgroup,
}
