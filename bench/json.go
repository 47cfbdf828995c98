package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"time"
)

const (
	jsonRounds = 15
	turnTime   = 2 * time.Millisecond // of one task in one round
)

// measureJSON prints tables that compare the codecs owgen generates with JSON libraries.
func measureJSON() error {
	if err := checkSonic(); err != nil {
		return err
	}
	runtime.GOMAXPROCS(1) // what a library lets others do for it, such as collecting its garbage, counts
	documents, err := newDocuments()
	if err != nil {
		return err
	}
	printConditions()
	var rows []row
	for _, work := range []struct {
		name  string
		tasks func(document) []task
		goals []goal
	}{
		{"decode", func(d document) []task { return d.decode }, []goal{
			{private, "encoding/json", 0.15}, {private, "easyjson", 0.5}, {private, "goccy", 0.8},
			{private, "sonic std", 0.8}, {private, "sonic fastest", 1},
		}},
		{"encode", func(d document) []task { return d.encode }, []goal{
			{reused, "encoding/json", 0.3}, {private, "goccy", 0.9},
		}},
	} {
		t, err := race(documents, work.tasks)
		if err != nil {
			return err
		}
		t.print(work.name)
		for _, g := range work.goals {
			rows = append(rows, row{g.column + ": " + work.name + ", geometric mean", g.with, g.limit, t.mean(g.column, g.with)})
		}
	}
	first, err := measureFirst()
	if err != nil {
		return err
	}
	printTable(append(rows, first...))
	return nil
}

// A goal bounds one column by another.
type goal struct {
	column, with string
	limit        float64
}

// A matrix is what was measured, by document and column.
type matrix struct {
	documents []document
	columns   []string
	cells     [][]series
}

// race measures the tasks of all documents in turn.
func race(documents []document, tasks func(document) []task) (*matrix, error) {
	m := &matrix{}
	for _, t := range tasks(documents[0]) {
		m.columns = append(m.columns, t.name)
	}
	for _, d := range documents {
		if len(tasks(d)) > 0 {
			m.documents = append(m.documents, d)
		}
	}
	var turns []func() (float64, error)
	for _, d := range m.documents {
		for _, t := range tasks(d) {
			turn, err := turnOf(t)
			if err != nil {
				return nil, fmt.Errorf("%s, %s: %w", t.name, d.name, err)
			}
			turns = append(turns, turn)
		}
	}
	all, err := interleave(jsonRounds, turns...)
	if err != nil {
		return nil, err
	}
	for range m.documents {
		m.cells = append(m.cells, all[:len(m.columns)])
		all = all[len(m.columns):]
	}
	return m, nil
}

// turnOf returns the measurement of a task: the CPU time of one call, as the mean of as many as take about
// turnTime. Calls that nobody measures come first, because some libraries compile code when they see a type.
func turnOf(t task) (func() (float64, error), error) {
	const unmeasured = 3
	if _, err := cpuOf(t, unmeasured); err != nil {
		return nil, err
	}
	calls := 1
	for {
		cpu, err := cpuOf(t, calls)
		if err != nil {
			return nil, err
		}
		again, err := cpuOf(t, calls)
		if err != nil {
			return nil, err
		}
		if min(cpu, again) >= turnTime/2 { // one of the two may have been disturbed
			break
		}
		calls *= 2
	}
	return func() (float64, error) {
		runtime.GC() // the garbage of others is not this one's
		cpu, err := cpuOf(t, calls)
		return float64(cpu) / float64(calls), err
	}, nil
}

func cpuOf(t task, calls int) (time.Duration, error) {
	before, err := cpuTime(os.Getpid())
	if err != nil {
		return 0, err
	}
	for range calls {
		if err := t.do(); err != nil {
			return 0, err
		}
	}
	after, err := cpuTime(os.Getpid())
	return after - before, err
}

// print prints the ratios of the minima, the first column being 1.
func (m *matrix) print(what string) {
	fmt.Printf("| %s | bytes | %s |\n|---|---:|%s\n", what, strings.Join(m.columns[1:], " | "), strings.Repeat("---:|", len(m.columns)-1))
	for i, d := range m.documents {
		fmt.Printf("| %s | %d |", d.name, d.size)
		for _, s := range m.cells[i][1:] {
			fmt.Printf(" %.3f |", s.over(m.cells[i][0]).least)
		}
		fmt.Println()
	}
	fmt.Print("| geometric mean | |")
	for _, c := range m.columns[1:] {
		fmt.Printf(" %.3f |", m.mean(c, m.columns[0]).least)
	}
	fmt.Print("\n\n")
}

// mean returns the geometric mean, over all documents, of one column's ratios to another.
func (m *matrix) mean(column, with string) ratio {
	var sum ratio
	for i := range m.documents {
		r := m.cell(i, column).over(m.cell(i, with))
		sum.median += math.Log(r.median)
		sum.quartile += math.Log(r.quartile)
		sum.least += math.Log(r.least)
	}
	n := float64(len(m.documents))
	return ratio{math.Exp(sum.median / n), math.Exp(sum.quartile / n), math.Exp(sum.least / n)}
}

func (m *matrix) cell(document int, column string) series {
	for j, c := range m.columns {
		if c == column {
			return m.cells[document][j]
		}
	}
	panic("there is no column " + column)
}
