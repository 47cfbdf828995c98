package binary

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/owgen/owgen/e2e/internal/ci"
	"github.com/owgen/owgen/internal/program"
)

// buildFor builds the fixture for another system.
func buildFor(t *testing.T, goos, goarch string) (bin string) {
	t.Helper()
	bin = filepath.Join(t.TempDir(), "program")
	if err := program.Build(fixture, "./cmd/fixture", bin, "GOOS="+goos, "GOARCH="+goarch); err != nil {
		t.Fatal(err)
	}
	return bin
}

func TestBuildsForOtherSystems(t *testing.T) {
	ci.Long(t, "compiles the standard library three times")
	for _, platform := range [][2]string{{"linux", "arm64"}, {"darwin", "arm64"}, {"windows", "amd64"}} {
		t.Run(platform[0]+"/"+platform[1], func(t *testing.T) {
			if info, err := os.Stat(buildFor(t, platform[0], platform[1])); err != nil || info.Size() < 1<<20 {
				t.Errorf("%v, %v", info, err)
			}
		})
	}
}

// If int has 32 bits, numbers that do not fit it are refused, and everything else is the same.
func TestRunsWith32Bits(t *testing.T) {
	ci.Long(t, "compiles the standard library once more")
	bin := buildFor(t, "linux", "386")
	out, err := program.Run(bin, "", []string{"OWGEN_ACTION=typed"}, `{"number":2147483648}`)
	if errors.Is(err, syscall.ENOEXEC) {
		ci.Skip(t, "this machine runs no programs for linux/386: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	wantOutput(t, out, 0, `{"error":"params.number: 2147483648 out of range for int32 at offset 10"}`+"\n", "")

	c := container{serveBinary(t, bin)}
	c.wantInit("Typed", nil)
	for _, parcel := range parcels {
		wantAnswer(t, c.run(parcel), 200, parcel)
	}
	c.wantLogs(len(parcels), "", "")
}
