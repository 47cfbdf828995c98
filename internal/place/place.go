// Package place puts files among the user's, and is the only code that changes them. It looks at what the files would replace,
// compares, refuses to touch what owgen did not write, and never leaves anything half written.
//
//	place.go  what generated files would replace
//	owner.go  which files owgen wrote
//	diff.go   how what is on disk differs from what is generated now
//	draft.go  a file or directory that takes its place when it is complete
//	write.go  writes all files of a run, or none
//	fresh.go  files that are written once, where nothing is
//	errors.go the errors: what may be in the way
//
// The errors say what was found; the command adds what to type.
package place

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/owgen/owgen/gen"
)

// An Output is a generated file, together with what is on disk in its place.
type Output struct {
	gen.File
	Name     string      // Path as messages name it
	Have     []byte      // what is on disk; in a text, CRLF is LF, as owgen writes it
	Info     fs.FileInfo // nil if nothing is on disk
	Obsolete bool        // to be removed
}

// Stale reports whether writing the output would change what is on disk.
func (o Output) Stale() bool { return o.Obsolete || o.Info == nil || !bytes.Equal(o.Have, o.Data) }

// IsBinary reports whether the output is not a text.
func (o Output) IsBinary() bool { return filepath.Ext(o.Path) == ".tar" }

// Survey looks at what the files would replace. Messages name files relative to dir. The error is a *Twice, a *Blocked or an
// *Occupied, a *Foreign that lists all the files which owgen did not write, or what keeps it from looking.
func Survey(dir string, files []gen.File) ([]Output, error) {
	var outputs, foreign []Output
	taken := make(map[string]bool)
	for _, f := range files {
		o := Output{File: f, Name: Display(dir, f.Path)}
		if taken[f.Path] {
			return nil, &Twice{o.Name}
		}
		taken[f.Path] = true
		if file, kind := obstacle(f.Path); file != "" {
			return nil, &Blocked{Output: o, File: Display(dir, file), By: kind}
		}
		switch wanted, err := o.look(); {
		case err != nil:
			return nil, err
		case !wanted:
			continue
		case o.Info != nil && !Ours(f.Path, o.Have):
			foreign = append(foreign, o)
		}
		outputs = append(outputs, o)
	}
	if len(foreign) > 0 {
		return nil, &Foreign{foreign}
	}
	return outputs, nil
}

// look fills in what is in the place of o. It reports false if that is a file of the user's and o yields to it.
func (o *Output) look() (wanted bool, err error) {
	// Lstat: behind a symbolic link may be a file that belongs to somebody else.
	info, err := os.Lstat(o.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, err
	case o.Once:
		return false, nil
	case !info.Mode().IsRegular():
		return false, &Occupied{Name: o.Name, By: kindOf(info.Mode())}
	}
	o.Info = info
	if o.Have, err = os.ReadFile(o.Path); err != nil {
		return false, err
	}
	if !o.IsBinary() {
		o.Have = bytes.ReplaceAll(o.Have, []byte("\r\n"), []byte("\n")) // as git may have checked it out
	}
	return !o.Yields || Ours(o.Path, o.Have), nil
}

// obstacle returns what stands where path needs a directory, or "".
func obstacle(path string) (file string, kind Kind) {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		switch {
		case err == nil && !info.IsDir():
			return dir, File
		case err == nil || dir == filepath.Dir(dir):
			return "", ""
		}
		if link, err := os.Lstat(dir); err == nil { // it leads nowhere
			return dir, kindOf(link.Mode())
		}
	}
}

// Leftover returns the file at path as an output that is to be removed. It reports false if owgen did not write the file.
func Leftover(dir, path string) (o Output, ok bool, err error) {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return o, false, nil
	}
	data, err := readOurs(path)
	o = Output{File: gen.File{Path: path}, Name: Display(dir, path), Have: data, Info: info, Obsolete: true}
	return o, data != nil, err
}

// Display returns a path as messages name it: relative to dir if that is possible, and with slashes.
func Display(dir, path string) string {
	if rel, err := filepath.Rel(dir, path); err == nil {
		path = rel
	}
	return filepath.ToSlash(path)
}
