package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"strconv"

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
	defer event.stop()
	medium := documents[1]
	decode, encode := taskOf(medium.decode, owned), taskOf(medium.encode, reused)
	s, err := interleave(shareRounds,
		func() (float64, error) {
			runtime.GC()
			in, err := cpuOf(decode, sharePerRound)
			if err != nil {
				return 0, err
			}
			out, err := cpuOf(encode, sharePerRound)
			return float64(in + out), err
		},
		func() (float64, error) { return event.cpu(sharePerRound) },
	)
	if err != nil {
		return nil, err
	}
	share := s[0].over(s[1])
	fmt.Printf("Share of JSON: CPU of decoding (%s) and encoding (%s) the %d bytes of %s, divided by the CPU per `POST /` of a\n"+
		"server that gets and returns them.\n\n", owned, reused, len(text), medium.name)
	return []verdict{{"JSON, medium", "CPU per `POST /`", 0.15, share.least, number(share.median)}}, nil
}

// startEvent starts and warms up an action that returns the event it gets.
func startEvent(dir string, text []byte) (*contestant, error) {
	bin := filepath.Join(dir, "event")
	if err := program.Build(".", "./ref/event", bin, plain); err != nil {
		return nil, err
	}
	s, err := program.Serve(bin, "GOMAXPROCS=1")
	if err != nil {
		return nil, err
	}
	c := &contestant{server: s}
	if c.family, err = familyOf(s.PID()); err == nil {
		c.load, err = connect("127.0.0.1:"+strconv.Itoa(s.Port), 16, [][]byte{post("/", string(text))}, string(text))
	}
	if err == nil {
		err = c.load.send(warmUp * sharePerRound)
	}
	if err != nil {
		c.stop()
		return nil, err
	}
	return c, nil
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
