package source

import (
	"go/token"
	"slices"
)

// Findings are what has been found in a package.
type Findings struct{ Problems, Warnings, Notes Diagnostics }

// Add adds problems: what has to be mended.
func (f *Findings) Add(ds ...Diagnostic) { f.Problems = append(f.Problems, ds...) }

// Warn adds what does not prevent generating, and is worth reading.
func (f *Findings) Warn(d Diagnostic) { f.Warnings = append(f.Warnings, d) }

// Note adds what is worth knowing.
func (f *Findings) Note(d Diagnostic) { f.Notes = append(f.Notes, d) }

// Amend adds notes to the problems at a position, unless they are the compiler's. A hint stays the last.
func (f *Findings) Amend(at token.Position, notes func() []string) {
	for k := range f.Problems {
		if d := &f.Problems[k]; d.Pos == at && d.Broken == "" {
			d.Notes = slices.Insert(d.Notes, max(0, len(d.Notes)-1), notes()...)
		}
	}
}

// Err is all the problems, or nil if there are none.
func (f *Findings) Err() error {
	if len(f.Problems) == 0 {
		return nil
	}
	return f.Problems.Sorted()
}

// WithoutEmpty returns the notes that there are: a caller may pass a hint that there is not.
func WithoutEmpty(notes []string) []string {
	var kept []string
	for _, note := range notes {
		if note != "" {
			kept = append(kept, note)
		}
	}
	return kept
}
