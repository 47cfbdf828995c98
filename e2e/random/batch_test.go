package random

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/internal/program"
)

// A workshop generates, compiles and runs batches.
type workshop struct {
	owgen string // the command
	dir   string // of the module, which each batch is written into anew
}

// A verdict is the outcome of one unit.
type verdict struct {
	refused string // what owgen said
	failure string // what is wrong with the generated code
	values  int    // how many were compared
}

// open reports whether nothing is known about the unit yet.
func (v verdict) open() bool { return v == verdict{} }

// mostTurns is the most times that a batch is run.
const mostTurns = 8

// noEnd begins the failure of a unit whose test ended the program.
const noEnd = "no end:\n"

// The files of the module, by name.
const (
	typesFile = "types.go"
	codecFile = "cmd/batch/codec.go"
	testFile  = "cmd/batch/random_test.go"
)

// goMod makes the module a neighbour of the root, which may import what is internal there.
const goMod = `module github.com/owgen/owgen/batch

go 1.26.0

require github.com/owgen/owgen v0.0.0

replace github.com/owgen/owgen => %q
`

// newWorkshop prepares the module in dir.
func newWorkshop(root, owgen, dir string) (*workshop, error) {
	w := &workshop{owgen: owgen, dir: filepath.Join(dir, "batch")}
	if err := os.CopyFS(w.dir, os.DirFS("fixture")); err != nil {
		return nil, err
	}
	return w, w.write("go.mod", fmt.Sprintf(goMod, root))
}

// run compares the codecs of all units. Those that owgen refuses, those whose code does not compile and those that end the
// program are put aside, and the rest is run without them: each turn leaves fewer.
func (w *workshop) run(units []unit) ([]verdict, error) {
	verdicts := make([]verdict, len(units))
	aside := func(guilty []int, text string, v verdict) error {
		if len(guilty) == 0 {
			return errors.New(text)
		}
		for _, k := range guilty {
			verdicts[k] = v
		}
		return nil
	}
	for range mostTurns {
		lines, err := w.writeTypes(units, verdicts)
		if err != nil || lines.count() == 0 {
			return verdicts, err
		}
		if text, err := w.command(w.owgen, "-dockerfile", "none"); err != nil {
			if err := aside(lines.blame(text), text, verdict{refused: text}); err != nil {
				return nil, err
			}
			continue
		}
		if err := w.writeTests(units, verdicts); err != nil {
			return nil, err
		}
		output, _ := w.command("go", "test", "-vet=off", "-gcflags=-e", "-timeout=2m", "-json", "./cmd/batch")
		text, ran := readEvents(output, verdicts)
		if ran {
			continue
		}
		if err := aside(w.blameCodec(text), text, verdict{failure: "does not compile:\n" + text}); err != nil {
			return nil, err
		}
	}
	return verdicts, nil // whatever is wrong now, many units have it
}

// command runs a command in the module and returns what it printed.
func (w *workshop) command(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = w.dir
	cmd.Env = program.GoEnv()
	text, err := cmd.CombinedOutput()
	return string(text), err
}

func (w *workshop) write(name, text string) error {
	path := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o666)
}

// writeTypes writes the types of the units that no verdict has been found on yet.
func (w *workshop) writeTypes(units []unit, verdicts []verdict) (owners, error) {
	types := bytes.NewBufferString(typesHeader)
	lines := make(owners, bytes.Count(types.Bytes(), []byte("\n")))
	for k := range lines {
		lines[k] = nobody
	}
	for k, u := range units {
		if !verdicts[k].open() {
			continue
		}
		text := u.render(k+1) + fmt.Sprintf(handlerForm, k+1)
		if u.options != "" {
			text += fmt.Sprintf(optionedForm, k+1, u.options)
		}
		types.WriteString(text)
		for range strings.Count(text, "\n") {
			lines = append(lines, k)
		}
	}
	return lines, w.write(typesFile, types.String())
}

// writeTests writes the tests of these units, which depend on what was generated.
func (w *workshop) writeTests(units []unit, verdicts []verdict) error {
	calls, err := w.readCalls()
	if err != nil {
		return err
	}
	bound, err := w.readBound()
	if err != nil {
		return err
	}
	tests := bytes.NewBufferString(testHeader)
	for k, u := range units {
		if !verdicts[k].open() {
			continue
		}
		b := bound[k+1]
		fmt.Fprintf(tests, testForm, k+1, u.seed, b.decode, b.encode)
		if u.options != "" {
			falls := calls.lead(fmt.Sprintf("decodeO%dRequest", k+1), "fallback.Decode")
			fmt.Fprintf(tests, optionedTestForm, k+1, u.seed, u.options, falls)
		}
		tests.WriteString("}\n")
	}
	return w.write(testFile, tests.String())
}

// typesHeader uses each import, as random types may not.
const typesHeader = `package batch

import (
	"encoding/json"
	"math/big"
	"net/netip"
	"time"
)

var _ = []any{json.Number(""), big.Int{}, netip.Addr{}, time.Time{}}

`

// What is written for each unit, and for one that has a handler with options.
const (
	handlerForm = `
//owgen:action
func H%[1]d(p T%[1]d) (T%[1]d, error) { return p, nil }

`
	optionedForm = `//owgen:action %[2]s
func O%[1]d(p T%[1]d) (T%[1]d, error) { return p, nil }

`
	testForm = `
func TestT%[1]d(t *testing.T) {
	c := difftest.New[batch.T%[1]d](%[3]s, %[4]s)
	c.Oracle = &optioned.Reply
	check(t, c, %[2]d)
`
	optionedTestForm = `	c = difftest.Codec[batch.T%[1]d]{Decode: decodeO%[1]dRequest, Encode: encodeO%[1]dReply}
	c.Oracle = optioned.Oracle(c, %[3]q, %[4]t)
	check(t, c, %[2]d)
`
)

// testHeader has what all tests share, and uses each import. A panic must not end the tests of other types.
const testHeader = `package main

import (
	"runtime/debug"
	"testing"
	"time"

	"github.com/owgen/owgen/batch"
	"github.com/owgen/owgen/batch/optioned"
	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/codec/fallback"
)

var (
	_ = optioned.Oracle[int]
	_ = codec.String[string]
	_ = fallback.Decode[int]
)

func check[T any](t *testing.T, c difftest.Codec[T], seed uint64) {
	defer func() {
		if x := recover(); x != nil {
			t.Errorf("panic: %v\n%s", x, debug.Stack())
		}
	}()
	values := 0
	for start := time.Now(); values < 64 && time.Since(start) < 200*time.Millisecond; values += 4 {
		difftest.Check(t, c, seed+uint64(values), 4)
		difftest.CheckMerge(t, c, seed+uint64(values), 4)
	}
	t.Logf("values: %d", values)
}
`

// readEvents reads the events of go test into the verdicts. It returns what was printed outside of tests, as the compiler's
// messages are, and whether any test ran.
func readEvents(output string, verdicts []verdict) (text string, ran bool) {
	printed := map[string]string{}
	started := map[string]*verdict{}
	for line := range strings.Lines(output) {
		var event struct{ Action, Test, Output string }
		if json.Unmarshal([]byte(line), &event) != nil {
			text += line
			continue
		}
		printed[event.Test] += event.Output
		var number int
		if n, _ := fmt.Sscanf(event.Test, "TestT%d", &number); n == 0 || number > len(verdicts) {
			continue
		}
		v := &verdicts[number-1]
		started[event.Test] = v
		switch event.Action {
		case "pass":
			_, count, _ := strings.Cut(printed[event.Test], "values: ")
			fmt.Sscan(count, &v.values)
		case "fail":
			v.failure = printed[event.Test]
		}
	}
	for test, v := range started {
		if v.open() { // the program ended in this test
			v.failure = noEnd + printed[test] + printed[""]
		}
	}
	return text + printed[""], len(started) > 0
}

// pretty formats the declarations of a unit for a report.
func pretty(u unit) string {
	text, err := format.Source([]byte(u.render(1)))
	if err != nil {
		return u.render(1)
	}
	return string(text)
}
