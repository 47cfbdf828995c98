package json

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/bench/json/docs"
	"github.com/owgen/owgen/internal/program"
)

const (
	firstRounds   = 60 // processes of each program
	startupRounds = 5  // processes of each under valgrind
)

// A first is a program of ref/json, which uses one library once.
type first struct {
	column, pkg string
	env         []string // of the go command
}

// plain leaves easyjson's methods out of package docs: they are code, and link net/http.
const plain = "GOFLAGS=-tags=noeasyjson"

// The first program uses no JSON, the second is the one that the others are divided by, and the last is owgen's.
var firsts = []first{
	{"no JSON", "none", []string{plain}},
	{"encoding/json", "v1", []string{plain}},
	{"encoding/json, GOEXPERIMENT=jsonv2", "v1", []string{plain, "GOEXPERIMENT=jsonv2"}},
	{"json/v2", "v2", []string{plain}},
	{"easyjson", "easyjson", nil},
	{"goccy", "goccy", []string{plain}},
	{"segmentio", "segmentio", []string{plain}},
	{"jsoniter", "jsoniter", []string{plain}},
	{"sonic std", "sonic", []string{plain}},
	{private, "owgen", []string{plain}},
}

// buildFirst builds a program and copies the binary, as a deployment does. A copy starts faster: the system takes
// longer for the pages of a file that the linker has just written.
func buildFirst(pkg, bin string, env []string) error {
	linked := bin + ".linked"
	if err := program.Build(".", pkg, linked, env...); err != nil {
		return err
	}
	data, err := os.ReadFile(linked)
	if err != nil {
		return err
	}
	return os.WriteFile(bin, data, 0o755)
}

// measureFirst compares what a library costs a program that is started for one call: the CPU time of the first decoding
// and encoding of the medium document, the instructions of the whole process, and the size of the binary. Of the latter
// two, what the program without JSON has is subtracted.
func measureFirst(dir string) ([]verdict, error) {
	text, err := json.Marshal(docs.NewEvent(eventSeed))
	if err != nil {
		return nil, err
	}
	for i, f := range firsts {
		if err := buildFirst("./ref/json/"+f.pkg, firstBin(dir, i), f.env); err != nil {
			return nil, err
		}
	}
	cpu, err := eachFirst(firstRounds, dir, func(bin string) (float64, error) { return firstUse(bin, text) })
	if err != nil {
		return nil, err
	}
	startup, err := eachFirst(startupRounds, dir, func(bin string) (float64, error) { return instructions(bin, text) })
	if err != nil {
		return nil, err
	}
	sizes, err := eachFirst(1, dir, measure.Size)
	if err != nil {
		return nil, err
	}
	packages, err := jsonPackages()
	if err != nil {
		return nil, err
	}
	fmt.Println("| first decode and encode in a process | CPU time | instructions | kB |\n|---|---:|---:|---:|")
	for i, f := range firsts[1:] {
		fmt.Printf("| %s | %.2f | %.2f | %.0f |\n", f.column,
			cpu[i+1].Over(cpu[1]).Median, above(startup, i+1)/above(startup, 1), above(sizes, i+1)/1000)
	}
	fmt.Println()
	if math.IsNaN(above(startup, 1)) {
		fmt.Print("Counting instructions needs valgrind, which is not installed.\n\n")
	}
	last := len(firsts) - 1
	used := cpu[last].Over(cpu[1]).Median
	return []verdict{
		{private + ": first decode and encode, medium", "encoding/json", 0.25, used, number(used)},
		{private + ": instructions of a process above one without JSON", "encoding/json", 0.15, above(startup, last) / above(startup, 1), ""},
		{private + ": binary above one without JSON", "kB", 400, above(sizes, last) / 1000, ""},
		{private + ": packages of encoding/json in the binary", "packages", 0, packages, ""},
	}, nil
}

func firstBin(dir string, i int) string { return filepath.Join(dir, "first"+strconv.Itoa(i)) }

// eachFirst measures the programs in turn.
func eachFirst(rounds int, dir string, quantity func(bin string) (float64, error)) ([]measure.Series, error) {
	var turns []func() (float64, error)
	for i := range firsts {
		turns = append(turns, func() (float64, error) { return quantity(firstBin(dir, i)) })
	}
	return measure.Interleave(rounds, turns...)
}

// above returns the least of a program, less that of the program without JSON.
func above(all []measure.Series, i int) float64 { return all[i].Quantile(0) - all[0].Quantile(0) }

// firstUse returns the CPU time of the first decoding and encoding, which the program says.
func firstUse(bin string, text []byte) (float64, error) {
	cmd := exec.Command(bin)
	cmd.Env = []string{"GOMAXPROCS=1"}
	cmd.Stdin, cmd.Stderr = bytes.NewReader(text), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return 0, err
	}
	return strconv.ParseFloat(string(out), 64)
}

var collected = regexp.MustCompile(`Collected : (\d+)`)

// instructions returns how many instructions a process executes from start to end, or no number without valgrind. The
// garbage collector and the signals that preempt goroutines are off: whether they run is chance, and callgrind does not
// survive each of the signals.
func instructions(bin string, text []byte) (float64, error) {
	valgrind, err := exec.LookPath("valgrind")
	if err != nil {
		return math.NaN(), nil
	}
	var report bytes.Buffer
	cmd := exec.Command(valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", bin)
	cmd.Env = []string{"GOMAXPROCS=1", "GOGC=off", "GODEBUG=asyncpreemptoff=1"}
	cmd.Stdin, cmd.Stderr = bytes.NewReader(text), &report
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("%w\n%s", err, &report)
	}
	found := collected.FindSubmatch(report.Bytes())
	if found == nil {
		return 0, fmt.Errorf("callgrind counted nothing:\n%s", &report)
	}
	return strconv.ParseFloat(string(found[1]), 64)
}

// jsonPackages counts the packages of encoding/json in owgen's program. A stripped binary does not say what it holds,
// but a package that nothing imports is not in it.
func jsonPackages() (float64, error) {
	cmd := exec.Command("go", "list", "-deps", "./ref/json/owgen")
	cmd.Env = append(os.Environ(), plain)
	out, err := cmd.Output()
	if err != nil {
		return 0, fmt.Errorf("listing the packages of a program: %w", err)
	}
	n := 0
	for pkg := range strings.Lines(string(out)) {
		if strings.HasPrefix(pkg, "encoding/json") {
			n++
		}
	}
	return float64(n), nil
}
