package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// taskError is the error of a task that fails. It belongs to its run; the error of another case is foreign.
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

// joinError implements the errors.Join of Go 1.20, because Go 1.19 has none.
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

// Is and As search the joined errors. From Go 1.20 on errors.Is and errors.As do this themselves.
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

// wrap adds a description to an error. It returns nil for nil.
func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// shaped builds the error tree that a plan asks for around a task's error. From nil it builds a tree of nil errors.
func shaped(shape string, leaf error) error {
	switch shape {
	case "wrapped":
		return wrap("outer", wrap("inner", leaf))
	case "joined":
		return join(leaf, join(leaf, nil, wrap("one of two", leaf)))
	}
	return leaf
}

// The state of a leaf of a result.
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

// leavesOf returns the leaves of an error tree, in pre-order. An error that wraps nil is a leaf: a nil error.
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
	case wraps || own && e == nil || strings.Contains(err.Error(), "%!w(<nil>)"): // how fmt.Errorf prints a nil %w
		return leaf{idNilError, foreign}
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

// failedSearch compares the results of errors.Is and errors.As with a walk over the tree. It returns which check failed:
// 1 Is, 2 As, 3 a nil cause, 4 the message of a join; 0 if none.
func failedSearch(root error, first leaf) uint32 {
	if check := failedSearchIn(root, root); check != 0 {
		return check
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

func failedSearchIn(root, err error) uint32 {
	if !errors.Is(root, err) {
		return 1
	}
	causes, _ := causesOf(err)
	var lines []string
	for _, cause := range causes {
		if cause == nil {
			return 3
		}
		if check := failedSearchIn(root, cause); check != 0 {
			return check
		}
		lines = append(lines, cause.Error())
	}
	if len(causes) > 1 && err.Error() != strings.Join(lines, "\n") {
		return 4
	}
	return 0
}
