// Command gauntlet-foreign-go is Gauntlet's runner for Go. It runs plans on groups of goroutines and returns histories.
// docs/protocol.md, "A runner in another language", defines its protocol.
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
			replyError(fmt.Sprintf("request: not understood: %v", err))
			continue
		}
		switch r.Request {
		case "list":
			answer, _ := json.Marshal(map[string]any{
				"language": "Go", "compiler": runtime.Version(), "flavour": flavour, "subjects": subjects})
			reply(answer)
		case "run":
			serveRun(&r)
		default:
			replyError("request: expected list or run")
		}
	}
}

func serveRun(q *request) {
	s := subjectNamed(q.Subject)
	if s == nil {
		replyError(fmt.Sprintf("unknown subject %q", q.Subject))
		return
	}
	var p plan
	if err := json.Unmarshal(q.Plan, &p); err != nil {
		replyError(fmt.Sprintf("plan: not understood: %v", err))
		return
	}
	r := newRun(&p, s)
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.drive()
	}()
	if hang := r.await(done); hang != "" {
		reply([]byte(fmt.Sprintf(`{"history":%s,"hang":%q}`, r.historyJSON(false), hang)))
		os.Exit(0) // the blocked goroutines cannot be ended
	}
	reply(append(append([]byte(`{"history":`), r.historyJSON(true)...), '}'))
}

func reply(line []byte) { os.Stdout.Write(append(line, '\n')) }

func replyError(text string) {
	answer, _ := json.Marshal(map[string]string{"error": text})
	reply(answer)
}
