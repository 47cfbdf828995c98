package compile

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/internal/place"
)

// A snapshot holds copies of the user's files, which the go commands of a build read in place of these. A go command reads a file twice:
// first to know whether its cache has what is compiled of it, and later to compile it. A file that is saved in between would poison the
// cache: whoever builds the old text again, here or elsewhere, would get a program of the new one.
type snapshot struct {
	root   *os.Root
	copies map[string]string // the path of a file to that of its copy
	names  map[string]string // and back
	stale  map[string]bool   // files whose copies are not those of what they are now
}

// largest is the size in bytes up to which files are copied. Larger ones are embedded, and hardly edited.
const largest = 8 << 20

// newSnapshot makes a snapshot in a directory. Its index begins empty.
func newSnapshot(dir string) (*snapshot, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	s := &snapshot{root: root, copies: map[string]string{}, names: map[string]string{}, stale: map[string]bool{}}
	return s, s.index()
}

// flag makes go commands read the copies.
func (s *snapshot) flag() string { return "-overlay=" + filepath.Join(s.root.Name(), overlay) }

// overlay is the name of the index, which is the file that the flag -overlay wants.
const overlay = "overlay.json"

func (s *snapshot) index() error {
	text, err := json.Marshal(map[string]any{"Replace": s.copies})
	if err != nil {
		return err
	}
	return s.root.WriteFile(overlay, text, 0o600)
}

// take makes the copies those of the files as they are now. Only what has changed is read, and what is new among the files. After an
// error the next call makes up for what this one has left.
func (s *snapshot) take(files, changed []string) error {
	for _, path := range changed {
		s.stale[path] = true
	}
	wanted := map[string]bool{}
	for _, path := range files {
		wanted[path] = true
	}
	for path := range s.copies {
		if !wanted[path] || s.stale[path] {
			if err := s.drop(path); err != nil {
				return err
			}
		}
	}
	for _, path := range files {
		if _, ok := s.copies[path]; ok {
			continue
		}
		if err := s.copy(path); err != nil {
			return err
		}
	}
	clear(s.stale)
	return s.index()
}

// drop removes a copy, and the directories that it leaves empty: the name of one may be that of a file by now.
func (s *snapshot) drop(path string) error {
	name := copyName(path)
	if err := s.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for dir := filepath.Dir(name); dir != "." && s.root.Remove(dir) == nil; {
		dir = filepath.Dir(dir)
	}
	delete(s.copies, path)
	return nil
}

// copyName is the name of a copy in the snapshot.
func copyName(path string) string {
	return filepath.Join("files", strings.ReplaceAll(path, ":", "")) // without the colon of Windows
}

// copy copies a file. The go command is left to find out what is wrong with one that cannot be read.
func (s *snapshot) copy(path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > largest {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	name := copyName(path)
	if err := s.root.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	if err := s.root.WriteFile(name, data, 0o600); err != nil {
		s.root.Remove(name) // there may be a part of it
		return err
	}
	to := filepath.Join(s.root.Name(), name)
	s.copies[path], s.names[to] = to, path
	return nil
}

// named returns diagnostics of go commands that ran in dir with the names of the files instead of those of their copies.
func (s *snapshot) named(dir string, all []Diagnostic) []Diagnostic {
	var pairs []string
	for to, path := range s.names {
		for _, from := range []string{to, place.Display(dir, to)} {
			pairs = append(pairs, from+":", place.Display(dir, path)+":")
		}
	}
	names := strings.NewReplacer(pairs...)
	for k, d := range all {
		if path, ok := s.names[d.path]; ok {
			d = at(dir, path, d.Line, d.Col, d.Text)
		}
		d.Text = names.Replace(d.Text)
		all[k] = d
	}
	return once(all)
}
