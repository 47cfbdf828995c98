package json

import (
	"fmt"
	"os"
	"runtime"
	"slices"

	"github.com/owgen/owgen/bench/internal/measure"
)

// A work is what all contenders do with the documents.
type work struct {
	name      string
	tasks     func(document) []task
	goals     []goal
	heapGoals []heapGoal
}

var works = []work{
	{"decode", func(d document) []task { return d.decode }, []goal{
		{private, "encoding/json", mean, 0.15},
		{private, "easyjson", mean, 0.5}, {private, "easyjson", worst, 0.95},
		{private, "goccy", mean, 0.8}, {private, "goccy", worst, 1.1},
		{private, "sonic std", mean, 0.8},
		{private, "sonic fastest", mean, 1},
		{owned, yardstick, of("large"), 1.1}, {owned, yardstick, of("timeline"), 1.8},
		{owned, yardstick, of("medium"), 2.1}, {owned, yardstick, of("text"), 2.1},
	}, []heapGoal{
		{private, []string{"medium"}, 25}, {private, []string{"large"}, 130}, {private, []string{"timeline"}, 520},
	}},
	{"encode", func(d document) []task { return d.encode }, []goal{
		{reused, "encoding/json", mean, 0.3},
		{private, "goccy", mean, 0.9}, {private, "goccy", of("text"), 1.1},
	}, []heapGoal{ // the catalog is missing, since it has maps of more than 16 keys
		{reused, []string{"small", "medium", "large", "text", "regions", "timeline", "invoices", "telemetry"}, 0},
	}},
}

// Measure prints tables that compare the codecs owgen generates with JSON libraries, and what they make of the goals.
func Measure() error {
	if err := checkSonic(); err != nil {
		return err
	}
	runtime.GOMAXPROCS(1) // what a library lets others do for it, such as collecting its garbage, counts
	documents, err := newDocuments()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "owgen-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	measure.PrintConditions()
	var all []verdict
	for _, w := range works {
		v, err := w.measure(documents)
		if err != nil {
			return err
		}
		all = append(all, v...)
	}
	first, err := measureFirst(dir)
	if err != nil {
		return err
	}
	share, err := measureShare(dir, documents)
	if err != nil {
		return err
	}
	printDifferences()
	printVerdicts(slices.Concat(all, first, share))
	return nil
}

// measure prints the tables of one work: times, and what is taken from the heap.
func (w work) measure(documents []document) ([]verdict, error) {
	t, err := race(documents, w.tasks)
	if err != nil {
		return nil, err
	}
	t.print(w.name)
	h, err := countAllocations(documents, w.tasks)
	if err != nil {
		return nil, err
	}
	h.print(w.name + ", allocations (kB)")
	var all []verdict
	for _, g := range w.goals {
		all = append(all, g.verdict(w.name, t))
	}
	for _, g := range w.heapGoals {
		all = append(all, g.verdict(w.name, h))
	}
	return all, nil
}

// printDifferences says which libraries do other work than encoding/json.
func printDifferences() {
	for _, l := range libraries {
		if l.differs != "" {
			fmt.Printf("- %s %s.\n", l.name, l.differs)
		}
	}
	fmt.Println()
}
