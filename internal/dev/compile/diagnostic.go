package compile

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/gocmd"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/renew"
)

// A Diagnostic is why there is no program, or why it does not run.
type Diagnostic struct {
	File   string   `json:"file"` // relative to the package; "" if it is not about a file
	Line   int      `json:"line"`
	Col    int      `json:"col"`
	Text   string   `json:"text"`
	Source []string `json:"source"` // the line, and those around it
	First  int      `json:"first"`  // the number of the first of them

	path string // absolute
}

// String is the diagnostic as the compiler prints it in the directory of the package.
func (d Diagnostic) String() string { return d.with(d.File) }

// In is the diagnostic as the compiler prints it in another directory.
func (d Diagnostic) In(dir string) string {
	if d.path == "" {
		return d.String()
	}
	return d.with(place.Display(dir, d.path))
}

// with is the diagnostic with another name for the file.
func (d Diagnostic) with(file string) string {
	var b strings.Builder
	if d.File != "" {
		b.WriteString(file)
		for _, n := range []int{d.Line, d.Col} {
			if n > 0 {
				b.WriteString(":" + strconv.Itoa(n))
			}
		}
		b.WriteString(": ")
	}
	return b.String() + d.Text
}

// around is how many lines of source are shown before and after the one that is meant.
const around = 2

// at returns a diagnostic about a line of a file, whose path is absolute, of the package in dir.
func at(dir, path string, line, col int, text string) Diagnostic {
	d := Diagnostic{File: place.Display(dir, path), Line: line, Col: col, Text: text, Source: []string{}, path: path}
	data, err := os.ReadFile(path)
	if err != nil || line < 1 {
		return d
	}
	all := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	first, last := max(line-around, 1), min(line+around, len(all))
	if first <= last {
		d.Source, d.First = all[first-1:last], first
	}
	return d
}

// position matches a line such as order.go:31:9: undefined: foo.
var position = regexp.MustCompile(`^(\S.*?\.(?:go|mod|sum|work|s|c|h)):(\d+)(?::(\d+))?: (.*)$`)

// parse reads what a go command that ran in dir prints about what it cannot do.
func parse(dir, output string) []Diagnostic {
	var found []Diagnostic
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		switch m := position.FindStringSubmatch(line); {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "errors parsing "):
		case m != nil:
			n, _ := strconv.Atoi(m[2])
			col, _ := strconv.Atoi(m[3])
			found = append(found, at(dir, absolute(dir, m[1]), n, col, m[4]))
		case line[0] == '\t' && len(found) > 0:
			found[len(found)-1].Text += "\n" + line
		default:
			found = append(found, Diagnostic{Text: line, Source: []string{}})
		}
	}
	return once(found)
}

func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// explain returns what an error of generating for the package in dir means.
func explain(dir string, err error) []Diagnostic {
	var all gen.Diagnostics
	if fault, ok := errors.AsType[*renew.Fault](err); ok {
		all = fault.Found
	} else if found, ok := errors.AsType[gen.Diagnostics](err); ok {
		all = found
	}
	if len(all) == 0 {
		text := err.Error()
		if failed, ok := errors.AsType[*gocmd.Error](err); ok {
			text = cmp.Or(strings.TrimPrefix(failed.Stderr, "go: "), text)
		}
		return parse(dir, text)
	}
	var found []Diagnostic
	for _, d := range all.Sorted() {
		if strings.Contains(d.Msg, "\n") { // what a go command says, which has positions of its own
			found = append(found, parse(dir, d.Msg)...)
			continue
		}
		text := strings.Join(append([]string{d.Msg}, d.Notes...), "\n\t")
		if !d.Pos.IsValid() {
			found = append(found, Diagnostic{Text: text, Source: []string{}})
			continue
		}
		found = append(found, at(dir, absolute(dir, d.Pos.Filename), d.Pos.Line, d.Pos.Column, text))
	}
	return once(found)
}

// once drops what was said before.
func once(all []Diagnostic) []Diagnostic {
	said := map[string]bool{}
	return slices.DeleteFunc(all, func(d Diagnostic) bool {
		text := d.String()
		was := said[text]
		said[text] = true
		return was
	})
}
