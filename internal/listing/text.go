package listing

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// columns are those of a handler, but for the last one.
const columns = 4

// A row is a handler, or a line that is not divided.
type row struct {
	cells [columns]string
	rest  string
}

// WriteText writes a line for each handler and, if why is true, behind those of a package one for each exported function that is
// none.
func (l *Listing) WriteText(w io.Writer, why bool) error {
	rows := l.rows(why)
	var widths [columns]int
	for _, r := range rows {
		for k, cell := range r.cells {
			widths[k] = max(widths[k], utf8.RuneCountInString(cell))
		}
	}
	var b bytes.Buffer
	for _, r := range rows {
		if r.cells[0] != "" {
			for k, cell := range r.cells {
				b.WriteString(cell + strings.Repeat(" ", widths[k]-utf8.RuneCountInString(cell)+2))
			}
		}
		b.WriteString(r.rest + "\n")
	}
	_, err := w.Write(b.Bytes())
	return err
}

// rows returns the rows by package, and those of one by position.
func (l *Listing) rows(why bool) []row {
	var rows []row
	for _, entries := range l.byPackage() {
		rows = append(rows, handlerRows(entries)...)
		if why {
			rows = append(rows, otherRows(entries)...)
		}
	}
	return rows
}

// byPackage returns the entries of each package.
func (l *Listing) byPackage() [][]Entry {
	var all [][]Entry
	for _, e := range l.Entries {
		if n := len(all); n > 0 && all[n-1][0].Shown == e.Shown {
			all[n-1] = append(all[n-1], e)
			continue
		}
		all = append(all, []Entry{e})
	}
	return all
}

// handlerRows are the rows of the handlers of one package.
func handlerRows(entries []Entry) []row {
	type handler struct {
		file      string
		line, col int
		row
	}
	var all []handler
	for _, e := range entries {
		for _, h := range e.Handlers {
			name := h.Name
			if h.Default && len(e.Handlers) > 1 {
				name += "*"
			}
			all = append(all, handler{h.Pos.Filename, h.Pos.Line, h.Pos.Column, row{[columns]string{e.Shown, name, h.Pos.String(), h.Func}, e.state()}})
		}
	}
	slices.SortStableFunc(all, func(a, b handler) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.col, b.col))
	})
	var rows []row
	for _, h := range all {
		rows = append(rows, h.row)
	}
	return rows
}

// otherRows are the rows of the functions of one package that are no handlers of any of its programs.
func otherRows(entries []Entry) []row {
	served := map[string]bool{}
	for _, e := range entries {
		for _, h := range e.Handlers {
			served[h.Func] = true
		}
	}
	var rows []row
	for _, r := range entries[0].Rejected {
		if !served[r.Func] {
			rows = append(rows, row{rest: fmt.Sprintf("%s: %s: not a handler: %s", r.Pos, r.Func, r.Reason)})
		}
	}
	return rows
}

// state is the last column: current, or the files that are not.
func (e Entry) state() string {
	var parts []string
	for _, state := range []State{Stale, Missing} {
		var names []string
		for _, f := range e.Files {
			if f.State == state {
				names = append(names, f.Path)
			}
		}
		if names != nil {
			parts = append(parts, string(state)+": "+strings.Join(names, ", "))
		}
	}
	return cmp.Or(strings.Join(parts, "; "), string(Current))
}
