package build

import (
	"context"
	"os/exec"
	"runtime"
	"slices"

	"github.com/owgen/owgen/internal/gocmd"
)

// Here compiles p for this machine into the file out, to be run a few times. The environment may name another one.
//
// The go command keeps programs that it runs in its build cache, and links them anew only if they have changed, which makes a
// second call of a function twice as fast. So it is made to run this one, by a program that copies it.
func Here(ctx context.Context, p Program, out string, t Target) error {
	flags, err := ReadGoflags(ctx, p.Dir)
	if err != nil {
		return err
	}
	platform := append([]string{"GOOS=" + runtime.GOOS, "GOARCH=" + runtime.GOARCH}, t.Env...)
	how := []string{"-o", out, "."}
	verb := "build"
	if cp, err := exec.LookPath("cp"); err == nil {
		verb, how = "run", []string{"-exec=" + quoted([]string{cp}), ".", out}
	}
	args := slices.Concat([]string{verb}, flags.Args(), t.tags(), how)
	_, err = gocmd.Run(ctx, p.Dir, flags.Environment(platform), args...)
	return err
}
