package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"time"
)

const (
	jsonRounds = 15
	turnTime   = 2 * time.Millisecond // of one task in one round
	unmeasured = 3                    // calls before any that count, since some libraries compile code when they see a type
)

// A times is the CPU time of each task in each round.
type times struct{ grid[series] }

// race measures the tasks of all documents in turn.
func race(documents []document, tasks func(document) []task) (*times, error) {
	var turns []func() (float64, error)
	where, err := fill(documents, tasks, func(t task) (int, error) {
		turn, err := turnOf(t)
		turns = append(turns, turn)
		return len(turns) - 1, err
	})
	if err != nil {
		return nil, err
	}
	all, err := interleave(jsonRounds, turns...)
	if err != nil {
		return nil, err
	}
	m := &times{grid[series]{documents: where.documents, columns: where.columns}}
	for _, line := range where.cells {
		m.cells = append(m.cells, all[line[0]:line[len(line)-1]+1])
	}
	return m, nil
}

// turnOf returns the measurement of a task: the CPU time of one call, as the mean of as many as take about turnTime.
func turnOf(t task) (func() (float64, error), error) {
	if err := repeat(t, unmeasured); err != nil {
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
	if err := repeat(t, calls); err != nil {
		return 0, err
	}
	after, err := cpuTime(os.Getpid())
	return after - before, err
}

func repeat(t task, calls int) error {
	for range calls {
		if err := t.do(); err != nil {
			return err
		}
	}
	return nil
}

// ratio compares two columns in one line.
func (m *times) ratio(line int, column, with string) ratio {
	return m.cell(line, column).over(m.cell(line, with))
}

// print prints the ratios of the minima to the first column, and of the medians as a check.
func (m *times) print(what string) {
	base := m.columns[0]
	m.grid.print(what, func(line int, column string) string {
		return fmt.Sprintf("%.3f", m.ratio(line, column, base).least)
	})
	for _, mean := range []struct {
		name string
		of   func(ratio) float64
	}{
		{"geometric mean", func(r ratio) float64 { return r.least }},
		{"of the medians", func(r ratio) float64 { return r.median }},
	} {
		fmt.Printf("| %s | |", mean.name)
		for _, c := range m.columns {
			fmt.Printf(" %.3f |", mean.of(m.mean(c, base)))
		}
		fmt.Println()
	}
	fmt.Println()
}

// mean returns the geometric mean, over all documents, of one column's ratios to another.
func (m *times) mean(column, with string) ratio {
	var sum ratio
	for i := range m.documents {
		r := m.ratio(i, column, with)
		sum.median += math.Log(r.median)
		sum.quartile += math.Log(r.quartile)
		sum.least += math.Log(r.least)
	}
	n := float64(len(m.documents))
	return ratio{math.Exp(sum.median / n), math.Exp(sum.quartile / n), math.Exp(sum.least / n)}
}
