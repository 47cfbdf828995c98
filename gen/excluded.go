package gen

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// noteExcluded adds the files that the target and the tags exclude to what the package was found to lack: it may be in
// them. Such a problem stands at the package clause.
func (in *inspector) noteExcluded() {
	clause := in.position(in.packageClause())
	for k := range in.found {
		if d := &in.found[k]; d.Pos == clause && d.Broken == "" {
			last := max(0, len(d.Notes)-1) // the hint stays the last
			d.Notes = slices.Insert(d.Notes, last, in.excluded()...)
		}
	}
}

// excluded returns a note for each excluded file. Tests hold no handlers, and files of owgen's own are excluded always.
func (in *inspector) excluded() []string {
	var notes []string
	for _, file := range in.pkg.IgnoredFiles {
		if filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			continue
		}
		if data, err := os.ReadFile(file); err == nil && !bytes.HasPrefix(data, []byte(goHeader)) {
			notes = append(notes, in.relative(file)+": excluded by build constraints; see -tags and -target")
		}
	}
	return notes
}
