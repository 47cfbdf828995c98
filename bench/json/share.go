package json

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/bench/json/docs"
	"github.com/owgen/owgen/internal/program"
)

const (
	shareRounds   = 60
	sharePerRound = 800 // requests, and as often decoding and encoding
)

// measureShare estimates which part of a warm round trip is JSON. An action gets the medium document and returns it; as
// often as it is called in a round, this process decodes and encodes that document the way the action does. Server and
// codec have one processor each, as a second one would make the server spend more on finding work.
func measureShare(dir string, documents []document) ([]verdict, error) {
	text, err := json.Marshal(docs.NewEvent(eventSeed))
	if err != nil {
		return nil, err
	}
	event, err := startEvent(dir, text)
	if err != nil {
		return nil, err
	}
	defer event.Stop()
	medium := documents[1]
	decode, encode := taskOf(medium.decode, owned), taskOf(medium.encode, reused)
	s, err := measure.Interleave(shareRounds,
		func() (float64, error) {
			runtime.GC()
			in, err := cpuOf(decode, sharePerRound)
			if err != nil {
				return 0, err
			}
			out, err := cpuOf(encode, sharePerRound)
			return float64(in + out), err
		},
		func() (float64, error) { return event.CPU(sharePerRound) },
	)
	if err != nil {
		return nil, err
	}
	share := s[0].Over(s[1])
	fmt.Printf("Share of JSON: CPU of decoding (%s) and encoding (%s) the %d bytes of %s, divided by the CPU per `POST /` of a\n"+
		"server that gets and returns them.\n\n", owned, reused, len(text), medium.name)
	return []verdict{{"JSON, medium", "CPU per `POST /`", 0.15, share.Least, number(share.Median)}}, nil
}

// startEvent starts and warms up an action that returns the event it gets.
func startEvent(dir string, text []byte) (*load.Running, error) {
	bin := filepath.Join(dir, "event")
	if err := program.Build(".", "./ref/event", bin, plain); err != nil {
		return nil, err
	}
	m := load.Match{Requests: [][]byte{load.Post("/", string(text))}, Answer: string(text), Connections: 16, PerRound: sharePerRound}
	return m.Start(load.Contender{Bin: bin, Env: []string{"GOMAXPROCS=1"}})
}

// taskOf returns one of the tasks.
func taskOf(all []task, name string) task {
	for _, t := range all {
		if t.name == name {
			return t
		}
	}
	panic("there is no task " + name)
}
