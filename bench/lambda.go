package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/owgen/owgen/bench/internal/lambdaapi"
	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/actionzip"
	"github.com/owgen/owgen/internal/epoch"
	"github.com/owgen/owgen/internal/program"
)

const (
	lambdaStarts   = 100
	lambdaResident = 7
	lambdaRounds   = 100
	lambdaCalls    = 200 // of a round
)

// peer is the function over the platform's own library.
const peer = "aws-lambda-go"

// measureLambda compares the reverse example on AWS Lambda with the same function over aws-lambda-go. measureServers has
// built the example in dir.
func measureLambda(dir string) ([]measure.Row, error) {
	own, other := filepath.Join(dir, "reverse"), filepath.Join(dir, peer)
	if err := buildPeer(other); err != nil {
		return nil, err
	}
	var rows []measure.Row
	for _, measure := range []func(own, other string) ([]measure.Row, error){lambdaStart, lambdaEmulated, lambdaMemory, lambdaCPU, lambdaSize} {
		r, err := measure(own, other)
		if err != nil {
			return nil, err
		}
		rows = append(rows, r...)
	}
	return rows, nil
}

// buildPeer builds the peer as small as it gets: with the tag it does without a second way of being called, which only a
// runtime of the past needed. (aws/aws-lambda-go: README.md)
func buildPeer(out string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-tags=lambda.norpc", "-ldflags=-s -w", "-o", out, "./ref/awslambda")
	cmd.Env = program.GoEnv()
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", peer, err, text)
	}
	return nil
}

// lambdaStart compares the time from the start of a function to its first answer.
func lambdaStart(own, other string) ([]measure.Row, error) {
	start := func(bin string) func() (float64, error) {
		return func() (float64, error) {
			begin := time.Now()
			f, err := lambdaapi.Start(bin)
			if err != nil {
				return 0, err
			}
			defer f.Stop()
			err = f.Call([]byte(load.Params), 1)
			return float64(time.Since(begin)), err
		}
	}
	s, err := measure.Interleave(lambdaStarts, start(own), start(other))
	if err != nil {
		return nil, err
	}
	return []measure.Row{measure.NewRow("Lambda: time from start to the first answer", peer, 0.8, s[0].Over(s[1]))}, nil
}

// lambdaEmulated compares the time of the first call under AWS's emulator, most of which is the emulator's own.
func lambdaEmulated(own, other string) ([]measure.Row, error) {
	emulator := filepath.Join(filepath.Dir(own), "aws-lambda-rie")
	if err := lambdaapi.BuildEmulator(emulator); err != nil {
		return nil, err
	}
	call := func(bin string) func() (float64, error) {
		return func() (float64, error) {
			took, err := lambdaapi.FirstCall(emulator, bin, []byte(load.Params))
			return float64(took), err
		}
	}
	s, err := measure.Interleave(lambdaStarts, call(own), call(other))
	if err != nil {
		return nil, err
	}
	return []measure.Row{measure.NewRow("Lambda: time of the first call under the emulator", peer, 0.88, s[0].Over(s[1]))}, nil
}

// lambdaMemory compares the memory of functions after the first call and after many.
func lambdaMemory(own, other string) ([]measure.Row, error) {
	const many = 3200
	var first, later [2]measure.Series
	for range lambdaResident {
		for i, bin := range []string{own, other} {
			f, err := lambdaapi.Start(bin)
			if err != nil {
				return nil, err
			}
			for _, step := range []struct {
				calls int
				to    *measure.Series
			}{{1, &first[i]}, {many - 1, &later[i]}} {
				if err = f.Call([]byte(load.Params), step.calls); err != nil {
					break
				}
				var size float64
				if size, err = f.Resident(); err != nil {
					break
				}
				*step.to = append(*step.to, size)
			}
			f.Stop()
			if err != nil {
				return nil, err
			}
		}
	}
	return []measure.Row{
		measure.NewRow("Lambda: memory after the first call", peer, 0.60, first[0].Over(first[1])),
		measure.NewRow("Lambda: memory after 3,200 calls", peer, 0.65, later[0].Over(later[1])),
	}, nil
}

// lambdaCPU compares the CPU time of calls, one after the other: with the parameters of the example, and with 100 kB beside
// them that no field takes.
func lambdaCPU(own, other string) ([]measure.Row, error) {
	var turns, large []func() (float64, error)
	for _, bin := range []string{own, other} {
		f, err := lambdaapi.Start(bin)
		if err != nil {
			return nil, err
		}
		defer f.Stop()
		for turns, event := range map[*[]func() (float64, error)][]byte{&turns: []byte(load.Params), &large: surplus()} {
			if err := f.Call(event, load.WarmUp*lambdaCalls); err != nil {
				return nil, err
			}
			*turns = append(*turns, func() (float64, error) { return f.CPU(event, lambdaCalls) })
		}
	}
	small, err := measure.Interleave(lambdaRounds, turns...)
	if err != nil {
		return nil, err
	}
	skipped, err := measure.Interleave(lambdaRounds/2, large...)
	if err != nil {
		return nil, err
	}
	return []measure.Row{
		measure.NewRow("Lambda: CPU per call", peer, 0.40, small[0].Over(small[1])),
		measure.NewRow("Lambda: CPU per call with 100 kB that no field takes", peer, 0.25, skipped[0].Over(skipped[1])),
	}, nil
}

// surplus returns the parameters of the example beside 100 kB of records.
func surplus() []byte {
	var records strings.Builder
	for n := 0; records.Len() < 100_000; n++ {
		fmt.Fprintf(&records, `,{"id":%d,"sku":"A-%05d","price":%d.95,"tags":["new","sale"],"text":"Line \"%d\" of an order","stock":{"berlin":%d,"paris":null}}`,
			n, n*7, n%90, n, n%13)
	}
	return []byte(`{"records":[` + records.String()[1:] + `],` + load.Params[1:])
}

// lambdaSize compares the archives of the programs.
func lambdaSize(own, other string) ([]measure.Row, error) {
	kind, err := actionzip.ParseKind("lambda")
	if err != nil {
		return nil, err
	}
	var sizes [2]measure.Series
	for i, bin := range []string{own, other} {
		binary, err := os.ReadFile(bin)
		if err != nil {
			return nil, err
		}
		archive, err := kind.Pack(bytes.NewReader(binary), epoch.Default)
		if err != nil {
			return nil, err
		}
		sizes[i] = measure.Series{float64(len(archive))}
	}
	return []measure.Row{measure.NewRow("Lambda: size of the archive", peer, 0.45, sizes[0].Over(sizes[1]))}, nil
}
