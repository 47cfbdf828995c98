package place

import (
	"io"
	"os"
	"path/filepath"
	"slices"
)

// A Change is what is done to a file.
type Change string

const (
	Wrote   Change = "wrote"
	Removed Change = "removed"
)

// Write brings the stale outputs on disk and tells done what was done to each. New content is complete and beside its
// place before the first file is replaced, so a full or read-only disk leaves everything as it was.
func Write(outputs []Output, done func(change Change, name string)) error {
	drafts := make([]*Draft, len(outputs)) // nil where nothing is to be written
	defer func() {
		for _, d := range slices.Backward(drafts) { // what a later one has in a directory goes before the directory
			if d != nil {
				d.Discard()
			}
		}
	}()
	for i, o := range outputs {
		if o.Stale() && !o.Obsolete {
			var err error
			if drafts[i], err = o.draft(); err != nil {
				return err
			}
		}
	}
	for i, o := range outputs {
		if o.Obsolete {
			if err := remove(o.Path); err != nil {
				return err
			}
			done(Removed, o.Name)
		}
		if drafts[i] == nil {
			continue
		}
		if err := drafts[i].Commit(); err != nil {
			return err
		}
		done(Wrote, o.Name)
	}
	return nil
}

// draft returns the output's content, ready to take its place, with the permissions of the file that it replaces.
func (o Output) draft() (*Draft, error) {
	d, err := NewFile(o.Path)
	if err != nil {
		return nil, err
	}
	err = d.Write(func(w io.Writer) error {
		_, err := w.Write(o.Data)
		return err
	})
	if err == nil && o.Info != nil {
		err = os.Chmod(d.tmp, o.Info.Mode().Perm())
	}
	if err != nil {
		d.Discard()
		return nil, err
	}
	return d, nil
}

// remove removes a file, and the directories that then are empty.
func remove(path string) error {
	if err := os.Remove(path); err != nil {
		return err
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		info, err := os.Lstat(dir)
		if err != nil || !info.IsDir() || os.Remove(dir) != nil { // a link to a directory stays
			return nil
		}
	}
}
