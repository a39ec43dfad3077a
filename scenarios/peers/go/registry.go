package main

import _ "embed"

// registerAll registers all subjects of this runner.
func registerAll() {
	for _, s := range []*subject{goErrgroup, goCollectAll, goFetchUserProfile, goValidateItems} {
		register(s)
	}
	for _, m := range mutants {
		registerMutant(m.file, m.subject)
	}
}

var mutants = []struct {
	file    string
	subject *subject
}{
	{wrapNilFile, &subject{make: newProgram(runValidate(validateItemsWrappingNil))}},
	{typedNilFile, &subject{returned: returnTypedNil}},
	{appendUnlockedFile, &subject{make: newAppendUnlocked}},
	{loopVariableFile, &subject{make: newProgram(runValidate(validateItemsByLoopVariable))}},
	{readBeforeWaitFile, &subject{make: newProgram(runFetch(fetchUserProfileReadEarly)), nest: newErrgroup}},
	{firstErrorUnguardedFile, &subject{make: newFirstErrorUnguarded}},
	{addInGoroutineFile, &subject{make: newAddInGoroutine}},
	{parentContextFile, &subject{make: newProgram(runFetch(fetchUserProfileByParentContext)), nest: newErrgroup}},
}

//go:embed mutant_wrap_nil.go
var wrapNilFile string

//go:embed mutant_typed_nil.go
var typedNilFile string

//go:embed mutant_append_unlocked.go
var appendUnlockedFile string

//go:embed mutant_loop_variable.go
var loopVariableFile string

//go:embed mutant_read_before_wait.go
var readBeforeWaitFile string

//go:embed mutant_first_error_unguarded.go
var firstErrorUnguardedFile string

//go:embed mutant_add_in_goroutine.go
var addInGoroutineFile string

//go:embed mutant_parent_context.go
var parentContextFile string
