// name: go-typed-nil
// title: returns a nil *taskError as an error: the interface value is not nil
// of: go_errgroup
// class: wrong error
// killed-by: P12 P10
// flavours: go go-race
// report: https://github.com/hashicorp/go-multierror/issues/57 https://github.com/go-pkgz/syncs/pull/1 https://go.dev/doc/faq#nil_error

package main

func returnTypedNil(err error) error {
	if err != nil {
		return err
	}
	var none *taskError
	return none
}
