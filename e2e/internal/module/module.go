// Package module makes a module of a user's: a package of handlers, and the program that owgen generates for it.
package module

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/owgen/owgen/internal/program"
)

// A Module is a user's, with a program of owgen's in it. All paths are absolute.
type Module struct {
	Root   string // of the clone
	Owgen  string // the command
	Dir    string // of the package and of the module
	Binary string // the program
}

// path is the path of the module, and that of the fixture in this one: so its packages can import each other in both.
const path = "github.com/owgen/owgen/e2e/binary/fixture"

// Make copies the package e2e/binary/fixture of the clone at root into a module below dir, as a user of this clone has
// one, generates its program anew and builds it.
func Make(dir, root string) (*Module, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	m := &Module{
		Root: root, Owgen: program.Exe(dir, "owgen"), Dir: filepath.Join(dir, "fixture"), Binary: program.Exe(dir, "program"),
	}
	if err := program.Build(root, "./cmd/owgen", m.Owgen); err != nil {
		return nil, err
	}
	if err := os.CopyFS(m.Dir, os.DirFS(filepath.Join(root, "e2e", "binary", "fixture"))); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(m.Dir, "go.mod"), []byte(m.GoMod()), 0o666); err != nil {
		return nil, err
	}
	if text, err := m.Run(m.Dir).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("owgen: %w\n%s", err, text)
	}
	return m, program.Build(m.Dir, "./cmd/fixture", m.Binary)
}

// GoMod is the go.mod of a user who has a clone of this repository.
func (m *Module) GoMod() string {
	return fmt.Sprintf(`module %s

go 1.26.0

require github.com/owgen/owgen v0.0.0

replace github.com/owgen/owgen => %q
`, path, m.Root)
}

// Run is the command owgen, run in dir.
func (m *Module) Run(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(m.Owgen, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	return cmd
}
