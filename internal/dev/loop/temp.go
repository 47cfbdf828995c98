package loop

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// tempName is how the names of directories for programs begin.
const tempName = "owgen-dev-"

// makeTemp makes a directory for programs and for temporary files. It belongs to this process; those of processes that were killed are
// removed.
func makeTemp() (dir string, remove func(), err error) {
	parent := cmp.Or(os.Getenv(goFiles), os.TempDir()) // the user may have chosen one in which programs may be run
	sweep(parent)
	dir, err = os.MkdirTemp(parent, tempName)
	if err != nil {
		return "", nil, fmt.Errorf("making a directory for programs: %w; set TMPDIR to a directory for temporary files", err)
	}
	leave, _ := hold(dir)
	return dir, func() {
		leave()
		os.RemoveAll(dir)
	}, nil
}

// sweep removes directories for programs that belong to nobody.
func sweep(parent string) {
	entries, _ := os.ReadDir(parent)
	for _, entry := range entries {
		if !entry.IsDir() || !strings.HasPrefix(entry.Name(), tempName) {
			continue
		}
		info, err := entry.Info()
		if err != nil || time.Since(info.ModTime()) < young {
			continue
		}
		dir := filepath.Join(parent, entry.Name())
		leave, free := hold(dir)
		if free {
			os.RemoveAll(dir)
		}
		leave()
	}
}

// young is the age below which a directory may be one that is not held yet.
const young = time.Minute

// keepGoFiles has go commands make their temporary files in a directory that goes with the loop: those that are killed leave them. The
// returned function undoes that.
func keepGoFiles(temp string) (undo func()) {
	before, was := os.LookupEnv(goFiles)
	os.Setenv(goFiles, temp)
	return func() {
		if os.Unsetenv(goFiles); was {
			os.Setenv(goFiles, before)
		}
	}
}

const goFiles = "GOTMPDIR"
