// name: go-append-unlocked
// title: tasks append to one slice of errors without a lock
// of: go_collect_all
// class: race
// killed-by: tsan:data-race P43 P09
// flavours: go-race
// report: https://github.com/alcionai/corso/issues/2197 https://arxiv.org/abs/2204.00764

package main

import "context"

type appendUnlocked struct {
	collectAll
}

func newAppendUnlocked(context.Context, setup) group { return &appendUnlocked{} }

func (g *appendUnlocked) submit(f work) {
	g.wg.Add(1)
	if g.sem != nil {
		g.sem <- struct{}{}
	}
	go func() {
		defer g.wg.Done()
		if g.sem != nil {
			defer func() { <-g.sem }()
		}
		if err := f(context.Background()); err != nil {
			g.errs = append(g.errs, err)
		}
	}()
}
