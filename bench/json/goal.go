package json

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/owgen/owgen/bench/internal/measure"
)

// A goal bounds the time of one column by another's, in an aggregate over the documents.
type goal struct {
	column, with string
	aggregate    aggregate
	limit        float64
}

// An aggregate makes one ratio of those of all documents, and says which.
type aggregate func(t *times, column, with string) (string, measure.Ratio)

func mean(t *times, column, with string) (string, measure.Ratio) {
	return "geometric mean", t.mean(column, with)
}

// worst is the document with the greatest ratio.
func worst(t *times, column, with string) (string, measure.Ratio) {
	at := 0
	for i := range t.documents {
		if t.ratio(i, column, with).Least > t.ratio(at, column, with).Least {
			at = i
		}
	}
	return "worst document, " + t.documents[at].name, t.ratio(at, column, with)
}

// of is one document.
func of(document string) aggregate {
	return func(t *times, column, with string) (string, measure.Ratio) {
		return document, t.ratio(t.line(document), column, with)
	}
}

func (g goal) verdict(work string, t *times) verdict {
	what, r := g.aggregate(t, g.column, g.with)
	return verdict{g.column + ": " + work + ", " + what, g.with, g.limit, r.Least, number(r.Median)}
}

// A heapGoal bounds the allocations of one column, for each of some documents.
type heapGoal struct {
	column    string
	documents []string
	limit     float64
}

func (g heapGoal) verdict(work string, h *heap) verdict {
	var most uint64
	for _, d := range g.documents {
		most = max(most, h.cell(h.line(d), g.column).count)
	}
	return verdict{g.column + ": " + work + ", " + strings.Join(g.documents, ", "), "allocations", g.limit, float64(most), ""}
}

// A verdict is a figure, and whether it meets its goal.
type verdict struct {
	what, with    string // what was measured, and what 1 is
	limit, figure float64
	median        string // for a figure that is of the minima of the rounds
}

func printVerdicts(all []verdict) {
	fmt.Println("| what | in terms of | goal | figure | of the medians | |\n|---|---|---:|---:|---:|---|")
	for _, v := range all {
		met := "missed"
		switch {
		case math.IsNaN(v.figure):
			met = "not measured"
		case v.figure <= v.limit:
			met = "met"
		}
		fmt.Printf("| %s | %s | ≤ %s | %s | %s | %s |\n", v.what, v.with, number(v.limit), number(v.figure), v.median, met)
	}
}

// number writes three digits of a ratio, and all of a count.
func number(x float64) string {
	if x >= 100 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}
