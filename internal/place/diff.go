package place

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// Diff returns what writing the output would change, as a unified diff that "patch -p0" understands in the directory that
// names are relative to. It returns nil if nothing would change.
func (o Output) Diff() []byte {
	before, after := o.Name, o.Name
	if o.Info == nil {
		before = "/dev/null"
	}
	if o.Obsolete {
		after = "/dev/null"
	}
	switch {
	case !o.Stale():
		return nil
	case o.IsBinary():
		return fmt.Appendf(nil, "Binary files %s and %s differ\n", before, after)
	}
	return diff.Diff(before, o.Have, after, o.Data)
}

// Difference returns the number of the first line in which the output differs from what is on disk, and that line in both,
// quoted if it contains something that cannot be seen.
func (o Output) Difference() (line int, have, want string) {
	a, b := o.Have, o.Data
	for line = 1; ; line++ {
		h, hrest, hmore := bytes.Cut(a, []byte("\n"))
		w, wrest, wmore := bytes.Cut(b, []byte("\n"))
		if !bytes.Equal(h, w) || hmore != wmore {
			return line, show(h, hmore), show(w, wmore)
		}
		if !hmore {
			return line, "", "" // equal texts
		}
		a, b = hrest, wrest
	}
}

// show returns a line for a message; more says whether a newline ends it.
func show(line []byte, more bool) string {
	switch {
	case len(line) == 0 && !more:
		return "end of file"
	case !more:
		return fmt.Sprintf("%q without a newline", line)
	}
	// Indentation says nothing here, but what cannot be seen at the end of a line may be all the difference.
	text := strings.TrimLeft(string(line), " \t")
	if text == "" || text != strings.TrimSpace(text) {
		return fmt.Sprintf("%q", line)
	}
	return text
}
