package place

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// A Draft is a file or a directory that is written beside its place and moved there when it is complete. Until then, what is
// in the place stays as it is.
type Draft struct {
	path        string // of the place
	tmp         string // in the same directory
	isDirectory bool
	made        []string // the directories on the way that were not there, the deepest first
}

// NewFile begins a file, and makes missing directories on the way to it. The error is an *Occupied if there is a directory in
// its place: it is better to know that before the work is done.
func NewFile(path string) (*Draft, error) {
	path = filepath.Clean(path)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, &Occupied{Name: path, By: Directory}
	}
	d, err := newDraft(path)
	if err != nil {
		return nil, err
	}
	// Not os.CreateTemp: its files are private, and these must get the permissions that the user's umask leaves.
	f, err := os.OpenFile(d.tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		d.Discard()
		return nil, err
	}
	return d, f.Close()
}

// NewDirectory begins a directory, and makes missing ones on the way to it. It may replace a directory in which all entries
// are known. The error is an *Occupied if there is anything else in its place.
func NewDirectory(path string, known func(name string) bool) (*Draft, error) {
	path = filepath.Clean(path) // with a slash at the end, the temporary directory would be inside
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, &Occupied{Name: path, By: File}
	case !holdsOnly(path, known):
		return nil, &Occupied{Name: path, By: FullDirectory}
	}
	d, err := newDraft(path)
	if err != nil {
		return nil, err
	}
	d.isDirectory = true
	if err := os.Mkdir(d.tmp, 0o777); err != nil {
		d.Discard()
		return nil, err
	}
	return d, nil
}

// newDraft makes the directories on the way. The temporary name begins with a dot and does not end in .go, so no go command
// that runs meanwhile takes it for source.
func newDraft(path string) (*Draft, error) {
	dir, base := filepath.Split(path)
	d := &Draft{path: path, tmp: filepath.Join(dir, fmt.Sprintf(".%s.%08x", base, rand.Uint32()))}
	for missing := filepath.Dir(path); ; missing = filepath.Dir(missing) {
		if _, err := os.Lstat(missing); err == nil { // it may be a link that leads nowhere, which is the user's
			break
		}
		d.made = append(d.made, missing)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		d.Discard()
		return nil, err
	}
	return d, nil
}

// holdsOnly reports whether all entries of a directory are known. They will be removed.
func holdsOnly(dir string, known func(name string) bool) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !known(e.Name()) })
}

// Exists reports whether there is something at path.
func Exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Write lets write fill the file.
func (d *Draft) Write(write func(io.Writer) error) error {
	f, err := os.OpenFile(d.tmp, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// WriteFile writes a file in the directory, by its path with slashes.
func (d *Draft) WriteFile(name string, data []byte) error {
	path := filepath.Join(d.tmp, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o666)
}

// Commit moves what was written to its place. A directory cannot be renamed to one that exists, so an older one is moved away
// first.
func (d *Draft) Commit() error {
	if !d.isDirectory {
		return os.Rename(d.tmp, d.path)
	}
	old := d.tmp + ".old"
	if err := os.Rename(d.path, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(d.tmp, d.path); err != nil {
		os.Rename(old, d.path) // without an older one there is nothing to bring back
		return err
	}
	return os.RemoveAll(old)
}

// Discard removes what was not committed, and the directories that were made for it. After Commit it does nothing.
func (d *Draft) Discard() {
	os.RemoveAll(d.tmp)
	for _, dir := range d.made {
		os.Remove(dir) // fails if there is something in it, such as what was committed
	}
}
