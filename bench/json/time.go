package json

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"time"

	"github.com/owgen/owgen/bench/internal/measure"
)

const (
	jsonRounds = 15
	turnTime   = 2 * time.Millisecond // of one task in one round
	unmeasured = 3                    // calls before any that count, since some libraries compile code when they see a type
)

// A times is the CPU time of each task in each round.
type times struct{ grid[measure.Series] }

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
	all, err := measure.Interleave(jsonRounds, turns...)
	if err != nil {
		return nil, err
	}
	m := &times{grid[measure.Series]{documents: where.documents, columns: where.columns}}
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
		runtime.GC() // do not charge this task for the garbage of others
		cpu, err := cpuOf(t, calls)
		return float64(cpu) / float64(calls), err
	}, nil
}

func cpuOf(t task, calls int) (time.Duration, error) {
	before, err := measure.CPUTime(os.Getpid())
	if err != nil {
		return 0, err
	}
	if err := repeat(t, calls); err != nil {
		return 0, err
	}
	after, err := measure.CPUTime(os.Getpid())
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
func (m *times) ratio(line int, column, with string) measure.Ratio {
	return m.cell(line, column).Over(m.cell(line, with))
}

// print prints the ratios of the minima to the first column, and of the medians as a check.
func (m *times) print(what string) {
	base := m.columns[0]
	m.grid.print(what, func(line int, column string) string {
		return fmt.Sprintf("%.3f", m.ratio(line, column, base).Least)
	})
	for _, mean := range []struct {
		name string
		of   func(measure.Ratio) float64
	}{
		{"geometric mean", func(r measure.Ratio) float64 { return r.Least }},
		{"of the medians", func(r measure.Ratio) float64 { return r.Median }},
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
func (m *times) mean(column, with string) measure.Ratio {
	var sum measure.Ratio
	for i := range m.documents {
		r := m.ratio(i, column, with)
		sum.Median += math.Log(r.Median)
		sum.Quartile += math.Log(r.Quartile)
		sum.Least += math.Log(r.Least)
	}
	n := float64(len(m.documents))
	return measure.Ratio{Median: math.Exp(sum.Median / n), Quartile: math.Exp(sum.Quartile / n), Least: math.Exp(sum.Least / n)}
}
