package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/owgen/owgen/bench/internal/measure"
)

// beginRounds is how often a function is begun.
const beginRounds = 5

// measureBegin compares what it takes to begin a function and see its test pass, with what its test alone takes. All of it is
// compiled but for the module itself, which has another name each time. measureGenerator has built owgen in dir.
func measureBegin(dir string) ([]measure.Row, error) {
	owgen, begun := filepath.Join(dir, "owgen"), filepath.Join(dir, "begun")
	if err := os.Mkdir(begun, 0o777); err != nil {
		return nil, err
	}
	if _, err := timed(begun, owgen, "init", "plain")(); err != nil {
		return nil, err
	}
	news, olds := 0, 0
	begin := func() (float64, error) {
		news++
		name := fmt.Sprintf("new%d", news)
		first, err := timed(begun, owgen, "init", name)()
		if err != nil {
			return 0, err
		}
		then, err := timed(filepath.Join(begun, name), "go", "test", "./...")()
		return first + then, err
	}
	test := func() (float64, error) {
		olds++
		other := fmt.Sprintf("old%d", olds)
		if err := renameModule(filepath.Join(begun, "plain"), filepath.Join(begun, other), "plain", other); err != nil {
			return 0, err
		}
		return timed(filepath.Join(begun, other), "go", "test", "./...")()
	}
	s, err := measure.Interleave(beginRounds, begin, test)
	if err != nil {
		return nil, err
	}
	return []measure.Row{measure.NewRow("time of `owgen init` and its first `go test`", "that `go test`", 1.5, s[0].Over(s[1]))}, nil
}

// renameModule copies a module, under another path.
func renameModule(from, to, path, other string) error {
	return filepath.WalkDir(from, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		data = bytes.ReplaceAll(data, []byte(`"`+path), []byte(`"`+other))
		data = bytes.ReplaceAll(data, []byte("module "+path), []byte("module "+other))
		rel, err := filepath.Rel(from, file)
		if err != nil {
			return err
		}
		copied := filepath.Join(to, rel)
		if err := os.MkdirAll(filepath.Dir(copied), 0o777); err != nil {
			return err
		}
		return os.WriteFile(copied, data, 0o666)
	})
}
