package random

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// The defaults of a run; variables of the environment change them.
const (
	defaultSeed  = 1  // OWGEN_SEED
	defaultTypes = 60 // OWGEN_TYPES
	batchSize    = 120
	shrinkTries  = 12
	mostShrunk   = 3 // of the types that fail in a batch
)

// TestRandomTypes compares the codecs of random types with encoding/json.
func TestRandomTypes(t *testing.T) {
	if testing.Short() {
		t.Skip("generates and compiles a package")
	}
	seed, types := fromEnv(t, "OWGEN_SEED", defaultSeed), fromEnv(t, "OWGEN_TYPES", defaultTypes)
	w := prepare(t)
	compared, refused, values := 0, 0, 0
	for from := uint64(0); from < types; from += batchSize {
		var units []unit
		for k := from; k < min(types, from+batchSize); k++ {
			units = append(units, newUnit(seed<<32+k))
		}
		verdicts, err := w.run(units)
		if err != nil {
			t.Fatalf("OWGEN_SEED=%d OWGEN_TYPES=%d: %v", seed, types, err)
		}
		shrunk := 0
		for k, v := range verdicts {
			switch {
			case v.refused != "":
				refused++
				t.Logf("refused: %s", v.refused)
			case v.failure != "":
				compared++
				if shrunk++; shrunk <= mostShrunk {
					w.report(t, units[k], v.failure)
				}
				t.Errorf("OWGEN_SEED=%d OWGEN_TYPES=%d: type %d fails", seed, types, from+uint64(k)+1)
			case v.open():
				t.Errorf("OWGEN_SEED=%d OWGEN_TYPES=%d: type %d was not compared", seed, types, from+uint64(k)+1)
			default:
				compared++
				values += v.values
			}
		}
	}
	t.Logf("OWGEN_SEED=%d: %d types compared by %d values, %d refused", seed, compared, values, refused)
	if refused > compared {
		t.Errorf("owgen refuses most of the types")
	}
}

// report prints the smallest form of a unit that fails, and the unit itself.
func (w *workshop) report(t *testing.T, u unit, failure string) {
	t.Helper()
	if strings.HasPrefix(failure, noEnd) { // each such reduction would need a run of its own
		t.Errorf("%s\n%s", pretty(u), failure)
		return
	}
	small, smallFailure, err := w.shrink(u, shrinkTries)
	if err != nil {
		t.Errorf("reducing: %v", err)
	}
	if smallFailure != "" {
		failure = smallFailure
	}
	t.Errorf("%s\n%s\nreduced from\n%s", pretty(small), failure, pretty(u))
}

// prepare builds owgen and makes the module that batches are written into.
func prepare(t *testing.T) *workshop {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	owgen := program.Exe(dir, "owgen")
	if err := program.Build(root, "./cmd/owgen", owgen); err != nil {
		t.Fatal(err)
	}
	w, err := newWorkshop(root, owgen, dir)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// fromEnv reads a number from the environment.
func fromEnv(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}
