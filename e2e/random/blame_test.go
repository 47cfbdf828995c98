package random

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// owners says to which unit each line of types.go belongs, by index.
type owners []int

// nobody owns the lines that all units share.
const nobody = -1

// count is the number of lines that belong to a unit.
func (o owners) count() int {
	n := 0
	for _, unit := range o {
		if unit != nobody {
			n++
		}
	}
	return n
}

var typesPosition = regexp.MustCompile(`types\.go:(\d+):`)

// blame returns the units whose lines a diagnostic names, as its position or as the handler that leads to it.
func (o owners) blame(text string) []int {
	var guilty []int
	for _, match := range typesPosition.FindAllStringSubmatch(text, -1) {
		line, _ := strconv.Atoi(match[1])
		if line >= 1 && line <= len(o) && o[line-1] != nobody {
			guilty = append(guilty, o[line-1])
		}
	}
	slices.Sort(guilty)
	return slices.Compact(guilty)
}

var (
	codecPosition = regexp.MustCompile(`codec\.go:(\d+):`)
	unitName      = regexp.MustCompile(`T(\d+)`)
)

// blameCodec returns the units that the generated functions are for in which the compiler found errors.
func (w *workshop) blameCodec(text string) []int {
	source, err := os.ReadFile(filepath.Join(w.dir, codecFile))
	if err != nil {
		return nil
	}
	lines := strings.Split(string(source), "\n")
	var guilty []int
	for _, match := range codecPosition.FindAllStringSubmatch(text, -1) {
		line, _ := strconv.Atoi(match[1])
		for _, name := range unitName.FindAllStringSubmatch(declarationAt(lines, line-1), -1) {
			if number, _ := strconv.Atoi(name[1]); number > 0 {
				guilty = append(guilty, number-1)
			}
		}
	}
	slices.Sort(guilty)
	return slices.Compact(guilty)
}

// declarationAt returns the text around a line, from one empty line to the next.
func declarationAt(lines []string, at int) string {
	if at < 0 || at >= len(lines) {
		return ""
	}
	from, to := at, at
	for from > 0 && lines[from-1] != "" {
		from--
	}
	for to < len(lines)-1 && lines[to] != "" {
		to++
	}
	return strings.Join(lines[from:to], "\n")
}
