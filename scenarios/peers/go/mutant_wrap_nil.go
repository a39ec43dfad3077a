// name: go-wrap-nil
// title: wraps a validator's result without testing it for nil: fmt.Errorf with %w and nil returns an error
// of: go_validate_items
// class: wrong error
// killed-by: P12 P10 P43
// flavours: go go-race
// report: https://github.com/golang/go/issues/49658 https://github.com/containerd/continuity/pull/187

package main

import (
	"fmt"
	"sync"
)

func validateItemsWrappingNil(items []work, validate func(item work) error) error {
	errs := make([]error, len(items))
	var wg sync.WaitGroup
	for i, item := range items {
		i, item := i, item
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[i] = fmt.Errorf("item %d: %w", i, validate(item))
		}()
	}
	wg.Wait()
	return join(errs...)
}
