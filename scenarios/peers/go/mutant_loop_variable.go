// name: go-loop-variable
// title: tasks capture the loop's variables, which all iterations share before Go 1.22
// of: go_validate_items
// class: race
// killed-by: tsan:data-race P02 P43
// flavours: go-race
// report: https://github.com/golang/go/issues/60078 https://arxiv.org/abs/2204.00764

package main

import (
	"fmt"
	"sync"
)

func validateItemsByLoopVariable(items []work, validate func(item work) error) error {
	errs := make([]error, len(items))
	var wg sync.WaitGroup
	for i, item := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := validate(item); err != nil {
				errs[i] = fmt.Errorf("item %d: %w", i, err)
			}
		}()
	}
	wg.Wait()
	return join(errs...)
}
