package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/owgen/owgen/bench/internal/measure"
)

// generatorRounds is how often owgen and go list run.
const generatorRounds = 15

// measureGenerator measures the time that owgen takes if everything it needs is compiled and nothing has to be written.
// It compares the time for the reverse example with that of the go command, for which any tool with type information
// has to wait, the time for nine packages with that for one of them, and the time for a schema with that for a program.
//
// With go/packages the go command alone takes 2.5 times as long: go/packages asks it for its version before it asks for
// the package, and reads the answer. So one package cannot cost less, and the second goal is about what the others add.
func measureGenerator(dir string) ([]measure.Row, error) {
	owgen := filepath.Join(dir, "owgen")
	build := exec.Command("go", "build", "-o", owgen, "./cmd/owgen")
	build.Dir = ".."
	if text, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building owgen: %w\n%s", err, text)
	}
	module := filepath.Join(dir, "nine")
	if err := writeNine(module); err != nil {
		return nil, err
	}
	const example = "../examples/reverse"
	contenders := []func() (float64, error){
		timed(example, owgen),
		timed(example, "go", "list", "-export", "-deps", "."),
		timed(filepath.Join(module, "p1"), owgen),
		timed(module, owgen, "./..."),
		timed(example, owgen, "schema"),
	}
	// The first run of each compiles what is not in the build cache, and writes.
	if _, err := measure.Interleave(1, contenders...); err != nil {
		return nil, err
	}
	s, err := measure.Interleave(generatorRounds, contenders...)
	if err != nil {
		return nil, err
	}
	return []measure.Row{
		measure.NewRow("time of `owgen` on examples/reverse, warm", "`go list -export -deps`", 2.6, s[0].Over(s[1])),
		measure.NewRow("time of `owgen ./...` on nine packages, warm", "`owgen` on one of them", 2, s[3].Over(s[2])),
		measure.NewRow("time of `owgen schema` on examples/reverse, warm", "`owgen`", 1, s[4].Over(s[0])),
	}, nil
}

// writeNine makes a module of nine packages, each with the code of the reverse example.
func writeNine(module string) error {
	source, err := os.ReadFile("../examples/reverse/reverse.go")
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	for k := range 9 {
		name := fmt.Sprintf("p%d", k+1)
		files[name+"/"+name+".go"] = bytes.Replace(source, []byte("package reverse"), []byte("package "+name), 1)
	}
	return writeModule(module, "example.com/nine", files)
}

// writeModule makes a module of files, which requires this working copy.
func writeModule(module, path string, files map[string][]byte) error {
	root, err := filepath.Abs("..")
	if err != nil {
		return err
	}
	files["go.mod"] = fmt.Appendf(nil, "module %s\n\ngo 1.26.0\n\nrequire github.com/owgen/owgen v0.0.0\n\nreplace github.com/owgen/owgen => %q\n", path, root)
	for name, data := range files {
		path := filepath.Join(module, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// timed returns how long a command takes in a directory.
func timed(dir, name string, args ...string) func() (float64, error) {
	return func() (float64, error) {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
		start := time.Now()
		if text, err := cmd.CombinedOutput(); err != nil {
			return 0, fmt.Errorf("%s: %w\n%s", name, err, text)
		}
		return time.Since(start).Seconds(), nil
	}
}
