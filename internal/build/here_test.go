package build

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestDEV8ProgramsForThisMachineRunOnIt, whatever the environment builds for; and the one that is kept is never an old one.
func TestDEV8ProgramsForThisMachineRunOnIt(t *testing.T) {
	m := newModule(t)
	t.Setenv("GOOS", "plan9")
	t.Setenv("GOARCH", "arm")
	out := filepath.Join(m.dir, "a program.exe")
	for _, stamp := range []string{"1", "2"} {
		t.Setenv("GOFLAGS", "'-ldflags=-X main.version="+stamp+"'")
		if err := Here(t.Context(), Program{Dir: m.dir}, out, Target{}); err != nil {
			t.Fatal(err)
		}
		if printed, err := exec.Command(out).Output(); err != nil || string(printed) != stamp+" none\n" {
			t.Errorf("it prints %q, %v", printed, err)
		}
	}
}
