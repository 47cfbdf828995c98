package place

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
)

// Fresh returns files that owgen writes once, and that are the user's from then on, as outputs. Messages name them relative to dir.
// What is there already stays: the error is then a *Present that lists all of it.
func Fresh(dir string, files []gen.File) ([]Output, error) {
	var outputs []Output
	var present []string
	for _, f := range files {
		o := Output{File: f, Name: Display(dir, f.Path)}
		if file, _ := obstacle(f.Path); file != "" {
			present = append(present, Display(dir, file))
		} else if _, err := os.Lstat(f.Path); err == nil {
			present = append(present, o.Name)
		}
		outputs = append(outputs, o)
	}
	if present != nil {
		return nil, &Present{present}
	}
	return outputs, nil
}

// Present means that there is something in places that have to be free.
type Present struct{ Names []string }

func (e *Present) Error() string { return strings.Join(e.Names, ", ") + ": there already" }

// Reversible returns a function that removes what will have been made of the outputs in whose place there is nothing yet, with
// the directories that were made for it.
func Reversible(outputs []Output) (undo func()) {
	var files, dirs []string
	for _, o := range outputs {
		if o.Info == nil && !o.Obsolete {
			files = append(files, o.Path)
		}
		for dir := filepath.Dir(o.Path); !Exists(dir) && !slices.Contains(dirs, dir); dir = filepath.Dir(dir) {
			dirs = append(dirs, dir)
		}
	}
	slices.SortFunc(dirs, func(a, b string) int { return len(b) - len(a) }) // what is in a directory goes before it
	return func() {
		for _, path := range slices.Concat(files, dirs) {
			os.Remove(path) // fails if it was not written, or if there is something else in it
		}
	}
}
