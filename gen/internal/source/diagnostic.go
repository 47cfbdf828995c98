package source

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"
)

// A Misfit is what is wrong with something that does not fit, and what to type. Msg is "" if it fits.
type Misfit struct{ Msg, Hint string }

// A Diagnostic is something in the user's files that has to be mended, or that is worth reading.
type Diagnostic struct {
	// Pos is where to edit. Its file name is relative to the directory in which the go command ran.
	Pos token.Position
	// Msg says what is the matter: lower case, no full stop.
	Msg string
	// Notes stand below, one a line: where it comes from, have and want, and at last what to type.
	Notes []string
	// Broken names the package that does not compile, if this is an error of the compiler.
	Broken string
}

// String is the diagnostic as the compiler would print it, with its notes indented by a tab.
func (d Diagnostic) String() string {
	var b strings.Builder
	if d.Pos.IsValid() {
		fmt.Fprintf(&b, "%s: ", d.Pos)
	}
	b.WriteString(d.Msg)
	for _, note := range d.Notes {
		b.WriteString("\n\t")
		b.WriteString(note)
	}
	return b.String()
}

// Diagnostics are all the findings of one run. As an error they mean that the user's code is at fault.
type Diagnostics []Diagnostic

// Error is all the diagnostics, one below the other, without a newline at the end.
func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// Verdict is the line that ends a run that failed with these diagnostics.
func (ds Diagnostics) Verdict() string {
	for _, d := range ds {
		if d.Broken != "" {
			return fmt.Sprintf("package %s does not compile; nothing was written", d.Broken)
		}
	}
	return "nothing was written"
}

// Broken returns, sorted, the diagnostics of a package that does not compile, or nil if all of it does.
func (ds Diagnostics) Broken() error {
	if !slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Broken != "" }) {
		return nil
	}
	return ds.Sorted()
}

// Sorted returns the diagnostics by file, line and column. Of several that say the same of one place only the first is
// kept: there is often more than one way to come upon a problem.
func (ds Diagnostics) Sorted() Diagnostics {
	sorted := slices.Clone(ds)
	slices.SortStableFunc(sorted, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Pos.Filename, b.Pos.Filename),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column),
			cmp.Compare(a.Msg, b.Msg),
		)
	})
	return slices.CompactFunc(sorted, func(a, b Diagnostic) bool {
		return a.Pos.String() == b.Pos.String() && a.Msg == b.Msg
	})
}
