// A runner of Gauntlet for Go: runs plans on groups of goroutines and answers with histories. Its protocol is part of
// docs/protocol.md, "A runner in another language".
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
)

type request struct {
	Request string
	Subject string
	Plan    json.RawMessage
}

func main() {
	registerAll()
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var r request
		if err := json.Unmarshal(line, &r); err != nil {
			sayError(fmt.Sprintf("request: not understood: %v", err))
			continue
		}
		switch r.Request {
		case "list":
			answer, _ := json.Marshal(map[string]any{
				"language": "Go", "compiler": runtime.Version(), "flavour": flavour, "subjects": subjects})
			say(answer)
		case "run":
			serveRun(&r)
		default:
			sayError("request: expected list or run")
		}
	}
}

func serveRun(q *request) {
	s := subjectNamed(q.Subject)
	if s == nil {
		sayError(fmt.Sprintf("unknown subject %q", q.Subject))
		return
	}
	var p plan
	if err := json.Unmarshal(q.Plan, &p); err != nil {
		sayError(fmt.Sprintf("plan: not understood: %v", err))
		return
	}
	r := newRun(&p, s)
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.drive()
	}()
	if hang := r.await(done); hang != "" {
		say([]byte(fmt.Sprintf(`{"history":%s,"hang":%q}`, r.historyJSON(false), hang)))
		os.Exit(0) // its goroutines stand for ever
	}
	say(append(append([]byte(`{"history":`), r.historyJSON(true)...), '}'))
}

func say(line []byte) { os.Stdout.Write(append(line, '\n')) }

func sayError(text string) {
	answer, _ := json.Marshal(map[string]string{"error": text})
	say(answer)
}
