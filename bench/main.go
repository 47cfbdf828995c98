// Command bench compares owgen and the programs that it generates with their peers, and prints ratios as a Markdown
// table. Times of one machine say little about another, and vary by a factor of three with its load. So the two sides
// of a ratio take turns in one run, round after round, and no time is ever printed.
//
// Run it in its own directory:
//
//	go run .                    owgen against go list, and the reverse example against programs written by hand and proxies
//	go run . json               the codecs it generates against JSON libraries
//	go run . rules              what it costs to hold values to rules, against none and against libraries
//	go run . kits               how much code five functions take with owgen, and with the platforms' own kits
//	go run . -against COMMIT    the reverse example against what it was at a commit
//
// It needs Linux, whose clocks tell the CPU time of another process, and valgrind for one of the figures on codecs.
package main

import (
	"fmt"
	"os"

	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/bench/json"
	"github.com/owgen/owgen/bench/kits"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 0:
		return measurePrograms()
	case len(args) == 1 && args[0] == "json":
		return json.Measure()
	case len(args) == 1 && args[0] == "rules":
		return json.MeasureRules()
	case len(args) == 1 && args[0] == "kits":
		return kits.Print()
	case len(args) == 2 && args[0] == "-against":
		return measureAgainst(args[1])
	}
	return fmt.Errorf("unknown arguments %q; without any it measures programs, with json the codecs, with rules validation, "+
		"with kits the code of functions, with -against COMMIT the way from there", args)
}

// measurePrograms prints the table about owgen and the programs it generates.
func measurePrograms() error {
	dir, err := os.MkdirTemp("", "owgen-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var rows []measure.Row
	for _, measure := range []func(dir string) ([]measure.Row, error){
		measureGenerator, measureServers, measureTransport, measureResident, measureObservers, measureLog, measureProxies, measureLines, measureOneShot, measureCold, measureSize, measureImage,
		measureLambda, measureWebhook, measureStream, measureQuery, measureBegin, measureDev, measureRebuild,
	} {
		r, err := measure(dir)
		if err != nil {
			return err
		}
		rows = append(rows, r...)
	}
	measure.PrintConditions()
	measure.PrintTable(rows)
	return nil
}
