package main

import (
	"context"
	"fmt"
	"sync"

	"golang.org/x/sync/errgroup"
)

// The two programs, written as a tutorial on Go would write them.

type profile struct{ user, orders string }

type fetch func(ctx context.Context) (string, error)

// fetchUserProfile fetches a user and the user's orders; the first failure cancels the other fetch.
func fetchUserProfile(ctx context.Context, id string, fetchUser, fetchOrders fetch) (*profile, error) {
	g, ctx := errgroup.WithContext(ctx)
	var user, orders string
	g.Go(func() error {
		got, err := fetchUser(ctx)
		if err != nil {
			return fmt.Errorf("fetch user %s: %w", id, err)
		}
		user = got
		return nil
	})
	g.Go(func() error {
		got, err := fetchOrders(ctx)
		if err != nil {
			return fmt.Errorf("fetch orders of user %s: %w", id, err)
		}
		orders = got
		return nil
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return &profile{user, orders}, nil
}

// validateItems validates all items concurrently and returns all errors in the order of the items.
func validateItems(items []work, validate func(item work) error) error {
	errs := make([]error, len(items))
	var wg sync.WaitGroup
	for i, item := range items {
		i, item := i, item
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

// program starts its tasks itself: submit only stores a task, and wait runs the program with all of them.
type program struct {
	ctx   context.Context
	tasks []work
	run   func(ctx context.Context, tasks []work) error
}

func (p *program) submit(f work)            { p.tasks = append(p.tasks, f) }
func (p *program) trySubmit(work) bool      { panic("gauntlet: no such capability") }
func (p *program) setLimit(int) bool        { panic("gauntlet: no such capability") }
func (p *program) wait() error              { return p.run(p.ctx, p.tasks) }
func (p *program) context() context.Context { return p.ctx }

func newProgram(run func(context.Context, []work) error) func(context.Context, setup) group {
	return func(parent context.Context, _ setup) group { return &program{ctx: parent, run: run} }
}

// fetchedBy makes a fetch that runs a task. It returns the part if the task succeeds.
func fetchedBy(tasks []work, index int, part string) fetch {
	return func(ctx context.Context) (string, error) {
		if index < len(tasks) {
			if err := tasks[index](ctx); err != nil {
				return "", err
			}
		}
		return part, nil
	}
}

// runFetch makes a program from a function that fetches a profile. It checks that a profile is returned if and only if
// there is no error.
func runFetch(by func(context.Context, string, fetch, fetch) (*profile, error)) func(context.Context, []work) error {
	return func(ctx context.Context, tasks []work) error {
		got, err := by(ctx, "7", fetchedBy(tasks, 0, "user"), fetchedBy(tasks, 1, "orders"))
		if filled := got != nil && *got == (profile{"user", "orders"}); filled == (err != nil) {
			return join(err, fmt.Errorf("the profile is %v although the error is %v", got, err))
		}
		return err
	}
}

func runValidate(by func([]work, func(work) error) error) func(context.Context, []work) error {
	return func(ctx context.Context, tasks []work) error {
		return by(tasks, func(item work) error { return item(ctx) })
	}
}

var goFetchUserProfile = &subject{
	Name:  "go_fetch_user_profile",
	Kind:  "program",
	Title: "fetches a user and the user's orders with errgroup",
	Capabilities: with(capabilities("first", "context", "nesting", "parent", "no repeat_wait", "no reuse",
		"no starts_on_submit"), "max_tasks", 2),
	Deviations: []deviation{panicAfterDone},
	make:       newProgram(runFetch(fetchUserProfile)),
	nest:       newErrgroup,
}

var goValidateItems = &subject{
	Name:         "go_validate_items",
	Kind:         "program",
	Title:        "validates items; collects all errors",
	Capabilities: capabilities("all", "no repeat_wait", "no reuse", "no starts_on_submit"),
	Deviations:   []deviation{panicAfterDone},
	make:         newProgram(runValidate(validateItems)),
}
