package main

import (
	"context"
	"sync"
)

// collectAll is the usual idiom: each task stores its error in its own slot, and wait joins all errors.
type collectAll struct {
	errs []error
	next int
	sem  chan struct{}
	wg   sync.WaitGroup
}

func newCollectAll(_ context.Context, how setup) group {
	return &collectAll{errs: make([]error, how.tasks)}
}

func (g *collectAll) submit(f work) {
	i := g.next
	g.next++
	g.wg.Add(1)
	if g.sem != nil {
		g.sem <- struct{}{}
	}
	go func() {
		defer g.wg.Done()
		if g.sem != nil {
			defer func() { <-g.sem }()
		}
		g.errs[i] = f(context.Background())
	}()
}

func (g *collectAll) wait() error {
	g.wg.Wait()
	return join(g.errs...)
}

func (g *collectAll) setLimit(n int) bool {
	g.sem = make(chan struct{}, n)
	return true
}

func (g *collectAll) trySubmit(work) bool      { panic("gauntlet: no such capability") }
func (g *collectAll) context() context.Context { return context.Background() }

var goCollectAll = &subject{
	Name:         "go_collect_all",
	Kind:         "peer",
	Title:        "collect-all: errs[i], sync.WaitGroup and errors.Join",
	Capabilities: capabilities("all", "limit"),
	Deviations:   []deviation{panicAfterDone},
	make:         newCollectAll,
}
