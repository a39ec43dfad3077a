package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// taskError is the error of a task that fails. Each belongs to its run: one of another case is foreign.
type taskError struct {
	of   *run
	id   uint32
	text string
}

func (e *taskError) Error() string {
	if e == nil {
		return "no error"
	}
	return e.text
}

func (r *run) newTaskError(id uint32) *taskError { return &taskError{r, id, textOf(id)} }
func textOf(id uint32) string                    { return fmt.Sprintf("error %d", id) }

// joinError is errors.Join as Go 1.20 has it, for the Go 1.19 that has none. nil is no error.
type joinError struct{ errs []error }

func join(errs ...error) error {
	var kept []error
	for _, err := range errs {
		if err != nil {
			kept = append(kept, err)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return &joinError{kept}
}

func (e *joinError) Error() string {
	lines := make([]string, len(e.errs))
	for i, err := range e.errs {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

func (e *joinError) Unwrap() []error { return e.errs }

// Is and As are what errors.Is and errors.As of Go 1.20 do by themselves.
func (e *joinError) Is(target error) bool {
	for _, err := range e.errs {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

func (e *joinError) As(target any) bool {
	for _, err := range e.errs {
		if errors.As(err, target) {
			return true
		}
	}
	return false
}

// wrap says what was being done; of nil it is nil.
func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// shaped builds the tree that a plan asks for around a task's error; nil makes a tree of nothing.
func shaped(shape string, leaf error) error {
	switch shape {
	case "wrapped":
		return wrap("outer", wrap("inner", leaf))
	case "joined":
		return join(leaf, join(leaf, nil, wrap("one of two", leaf)))
	}
	return leaf
}

// Of a leaf of a result.
const (
	intact uint32 = iota
	foreign
	damaged
)

type leaf struct{ id, state uint32 }

func causesOf(err error) (causes []error, wraps bool) {
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		return e.Unwrap(), true
	case interface{ Unwrap() error }:
		return []error{e.Unwrap()}, true
	}
	return nil, false
}

// leavesOf gives the leaves of an error's tree, in pre-order. A wrap of nil is a leaf: an error that is made of nothing.
func (r *run) leavesOf(err error) (leaves []leaf) {
	causes, wraps := causesOf(err)
	for _, cause := range causes {
		if cause != nil {
			leaves = append(leaves, r.leavesOf(cause)...)
		}
	}
	if len(leaves) == 0 {
		leaves = append(leaves, r.leafOf(err, wraps))
	}
	return leaves
}

func (r *run) leafOf(err error, wraps bool) leaf {
	e, own := err.(*taskError)
	switch {
	case wraps || own && e == nil || strings.Contains(err.Error(), "%!w(<nil>)"): // as fmt.Errorf says it
		return leaf{idOfNothing, foreign}
	case !own:
		return leaf{idOfContext(err), foreign}
	case e.of != r:
		return leaf{e.id, foreign}
	case e.text != textOf(e.id):
		return leaf{e.id, damaged}
	}
	return leaf{e.id, intact}
}

func idOfContext(err error) uint32 {
	switch {
	case err == nil:
		return none
	case errors.Is(err, context.DeadlineExceeded):
		return idDeadline
	case errors.Is(err, context.Canceled):
		return idCanceled
	}
	return idUnknown
}

// wrongSearch searches a result by errors.Is and errors.As and compares with a walk: 1 Is, 2 As, 3 a cause that is nil,
// 4 the message of a join; 0: none.
func wrongSearch(root error, first leaf) uint32 {
	if wrong := wrongSearchIn(root, root); wrong != 0 {
		return wrong
	}
	if errors.Is(root, errors.New("a stranger")) {
		return 1
	}
	var found *taskError
	if first.id < idCanceled && (!errors.As(root, &found) || found == nil || found.id != first.id) {
		return 2
	}
	return 0
}

func wrongSearchIn(root, err error) uint32 {
	if !errors.Is(root, err) {
		return 1
	}
	causes, _ := causesOf(err)
	var lines []string
	for _, cause := range causes {
		if cause == nil {
			return 3
		}
		if wrong := wrongSearchIn(root, cause); wrong != 0 {
			return wrong
		}
		lines = append(lines, cause.Error())
	}
	if len(causes) > 1 && err.Error() != strings.Join(lines, "\n") {
		return 4
	}
	return 0
}
