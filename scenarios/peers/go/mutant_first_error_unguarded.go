// name: go-first-error-unguarded
// title: tests and stores the first error without sync.Once or a lock
// of: go_errgroup
// class: race
// killed-by: tsan:data-race P06 P11
// flavours: go-race
// report: https://github.com/erigontech/erigon/pull/18073 https://github.com/argoproj/gitops-engine/pull/46

package main

import (
	"context"

	"golang.org/x/sync/errgroup"
)

type firstErrorUnguarded struct {
	errgroupGroup
	cancel context.CancelFunc
	err    error
}

func newFirstErrorUnguarded(parent context.Context, how setup) group {
	g := &firstErrorUnguarded{errgroupGroup: errgroupGroup{new(errgroup.Group), parent}, cancel: func() {}}
	if how.context {
		g.ctx, g.cancel = context.WithCancel(parent)
	}
	return g
}

func (g *firstErrorUnguarded) guarded(f work) func() error {
	return func() error {
		if err := f(g.ctx); err != nil && g.err == nil {
			g.err = err
			g.cancel()
		}
		return nil
	}
}

func (g *firstErrorUnguarded) submit(f work)         { g.Go(g.guarded(f)) }
func (g *firstErrorUnguarded) trySubmit(f work) bool { return g.TryGo(g.guarded(f)) }

func (g *firstErrorUnguarded) wait() error {
	g.Wait()
	g.cancel()
	return g.err
}
