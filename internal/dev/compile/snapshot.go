package compile

import (
	"encoding/json"
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
}

// largest is the size in bytes up to which files are copied. Larger ones are embedded, and hardly edited.
const largest = 8 << 20

// newSnapshot makes a snapshot in a directory. Its index begins empty.
func newSnapshot(dir string) (*snapshot, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	s := &snapshot{root: root, copies: map[string]string{}, names: map[string]string{}}
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

// take makes the copies those of the files as they are now. Only what has changed is read, and what is new among the files.
func (s *snapshot) take(files, changed []string) error {
	old := s.copies
	s.copies = map[string]string{}
	for _, path := range files {
		if to, ok := old[path]; ok {
			s.copies[path] = to
		} else if err := s.copy(path); err != nil {
			return err
		}
	}
	for _, path := range changed {
		if _, ok := old[path]; !ok || s.copies[path] == "" {
			continue
		}
		if err := s.copy(path); err != nil {
			return err
		}
	}
	return s.index()
}

// copy copies a file. The go command is left to find out what is wrong with one that cannot be read.
func (s *snapshot) copy(path string) error {
	delete(s.copies, path)
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > largest {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	name := filepath.Join("files", strings.ReplaceAll(path, ":", "")) // without the colon of Windows
	if err := s.root.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	if err := s.root.WriteFile(name, data, 0o600); err != nil {
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
