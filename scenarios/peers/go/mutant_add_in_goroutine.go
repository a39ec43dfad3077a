// name: go-add-in-goroutine
// title: calls WaitGroup.Add in the task's goroutine: Wait may return before the task is counted
// of: go_collect_all
// class: ordering
// killed-by: P01 P50 tsan:data-race
// flavours: go go-race
// report: https://github.com/golang/go/issues/18022 https://github.com/golang/go/issues/23842

package main

import "context"

type addInGoroutine struct {
	collectAll
}

func newAddInGoroutine(_ context.Context, how setup) group {
	return &addInGoroutine{collectAll{errs: make([]error, how.tasks)}}
}

func (g *addInGoroutine) submit(f work) {
	i := g.next
	g.next++
	if g.sem != nil {
		g.sem <- struct{}{}
	}
	go func() {
		g.wg.Add(1)
		defer g.wg.Done()
		if g.sem != nil {
			defer func() { <-g.sem }()
		}
		g.errs[i] = f(context.Background())
	}()
}
