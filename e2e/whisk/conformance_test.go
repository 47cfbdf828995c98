package whisk

import (
	"fmt"
	"io"
	"maps"
	"testing"
)

// A cell is the test of one verdict.
type cell func(t *testing.T)

// cells are the tests of a row.
type cells struct{ ours, skeleton, proxy cell }

// ways are the columns of the table.
var ways = []struct {
	name    string
	verdict func(row) verdict
	cell    func(cells) cell
}{
	{"ours", func(r row) verdict { return r.ours }, func(c cells) cell { return c.ours }},
	{"skeleton", func(r row) verdict { return r.skeleton }, func(c cells) cell { return c.skeleton }},
	{"Go proxy", func(r row) verdict { return r.proxy }, func(c cells) cell { return c.proxy }},
}

// outcomes says of each cell that ran whether it passed: "basic-1 ours".
var outcomes = map[string]bool{}

// TestConformance runs the table. A verdict without a test fails, and so does a test without a verdict.
func TestConformance(t *testing.T) {
	tests := map[string]cells{}
	for _, some := range []map[string]cells{basicCells, skeletonCells, goCells, invokerCells, ownCells} {
		for id, c := range some {
			if _, twice := tests[id]; twice {
				t.Errorf("%s has tests twice", id)
			}
			tests[id] = c
		}
	}
	left := maps.Clone(tests)
	for _, r := range table {
		delete(left, r.id)
		for _, way := range ways {
			v, test := way.verdict(r), way.cell(tests[r.id])
			if (v == "") != (test == nil) {
				t.Errorf("%s, %s: verdict %q, test %t", r.id, way.name, v, test != nil)
			}
			if test != nil {
				t.Run(r.id+"/"+way.name, func(t *testing.T) {
					defer func() { outcomes[r.id+" "+way.name] = !t.Failed() }()
					test(t)
				})
			}
		}
		if r.ours+r.skeleton+r.proxy == "" {
			t.Errorf("%s has no verdict", r.id)
		}
	}
	for id := range left {
		t.Errorf("%s has tests, and is no row of the table", id)
	}
}

// printTable prints the rows that ran.
func printTable(w io.Writer) {
	if len(outcomes) == 0 {
		return
	}
	line := func(fields ...any) { fmt.Fprintf(w, "%-11s  %-50s  %-8s  %-8s  %s\n", fields...) }
	line("case", "", ways[0].name, ways[1].name, ways[2].name)
	for _, r := range table {
		fields := []any{r.id, r.title}
		for _, way := range ways {
			field := string(way.verdict(r))
			switch passed, ran := outcomes[r.id+" "+way.name]; {
			case field == "" || !ran:
				field = "-"
			case !passed:
				field = "FAILED"
			}
			fields = append(fields, field)
		}
		line(fields...)
	}
	fmt.Fprintln(w, "same: as the case expects; OW-n: otherwise, as that requirement says; -: does not apply")
}
