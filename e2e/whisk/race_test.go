//go:build race

package whisk

import (
	"os"
	"os/exec"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// watched is the program, which looks for data races like this test, and exits with an error where it has found one. It
// shares packages in the build cache with the tests under the race detector, so it is built as they are.
func watched(t *testing.T) (bin string) {
	t.Helper()
	bin = program.Exe(t.TempDir(), "program")
	cmd := exec.Command("go", "build", "-race", "-o", bin, "./cmd/fixture")
	cmd.Dir = fixture.Dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1", "GOFLAGS=")
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build -race: %v\n%s", err, text)
	}
	return bin
}
