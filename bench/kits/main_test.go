package kits

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// programs are those that owgen has generated for its functions.
var programs = map[string]string{}

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "owgen-kits")
		if err == nil {
			defer os.RemoveAll(dir)
			err = build(dir)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

// build generates and builds owgen's programs in a module that is called like this one, and has nothing of it but them. All
// five are built by one command, which is quicker than five.
func build(dir string) error {
	root, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	if err := program.Build(root, "./cmd/owgen", program.Exe(dir, "owgen")); err != nil {
		return err
	}
	module := filepath.Join(dir, "bench")
	for _, f := range functions {
		if err := os.CopyFS(filepath.Join(module, "kits", f, "owgen"), os.DirFS(filepath.Join(f, "owgen"))); err != nil {
			return err
		}
		programs[f] = program.Exe(filepath.Join(dir, "bin"), f)
	}
	if err := os.CopyFS(filepath.Join(module, "kits", "export", "orders"), os.DirFS("export/orders")); err != nil {
		return err
	}
	goMod := fmt.Sprintf("module github.com/owgen/owgen/bench\n\ngo 1.26.0\n\nrequire github.com/owgen/owgen v0.0.0\n\n"+
		"replace github.com/owgen/owgen => %q\n", root)
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte(goMod), 0o666); err != nil {
		return err
	}
	for _, command := range [][]string{
		{program.Exe(dir, "owgen"), "./..."},
		{"go", "build", "-ldflags", "-s -w", "-o", filepath.Join(dir, "bin") + string(filepath.Separator), "./..."},
	} {
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Dir, cmd.Env = module, program.GoEnv()
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%v: %w\n%s", command, err, text)
		}
	}
	return nil
}
