package json

import (
	"fmt"
	"strings"
)

// A grid holds the results for the tasks of all documents.
type grid[C any] struct {
	documents []document // that have such tasks
	columns   []string
	cells     [][]C // by document and column
}

// fill makes a grid of the results of examine for each task.
func fill[C any](documents []document, tasks func(document) []task, examine func(task) (C, error)) (grid[C], error) {
	var g grid[C]
	for _, t := range tasks(documents[0]) {
		g.columns = append(g.columns, t.name)
	}
	for _, d := range documents {
		if len(tasks(d)) == 0 {
			continue
		}
		var line []C
		for _, t := range tasks(d) {
			c, err := examine(t)
			if err != nil {
				return g, fmt.Errorf("%s, %s: %w", t.name, d.name, err)
			}
			line = append(line, c)
		}
		g.documents, g.cells = append(g.documents, d), append(g.cells, line)
	}
	return g, nil
}

// cell returns the cell of a column in a line.
func (g *grid[C]) cell(line int, column string) C {
	for j, c := range g.columns {
		if c == column {
			return g.cells[line][j]
		}
	}
	panic("there is no column " + column)
}

// line returns the number of a document's line.
func (g *grid[C]) line(document string) int {
	for i, d := range g.documents {
		if d.name == document {
			return i
		}
	}
	panic("there is no document " + document)
}

// print prints the grid as a table. Its last line may be followed by lines of the caller.
func (g *grid[C]) print(what string, text func(line int, column string) string) {
	fmt.Printf("| %s | bytes | %s |\n|---|---:|%s\n", what, strings.Join(g.columns, " | "), strings.Repeat("---:|", len(g.columns)))
	for i, d := range g.documents {
		fmt.Printf("| %s | %d |", d.name, d.size)
		for _, c := range g.columns {
			fmt.Printf(" %s |", text(i, c))
		}
		fmt.Println()
	}
}
