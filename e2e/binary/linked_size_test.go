package binary

import (
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// reverseProgram is a program of one plain handler.
const reverseProgram = "./examples/reverse/cmd/reverse"

// A program of a plain handler stays small. Its file grows by pages, so this adds up what is loaded of it. What is new has to
// find its room, or a reason to move the bound; another version of Go may be one.
func TestAPlainProgramStaysSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	if os.Getenv("OWGEN_TAGS") != "" {
		t.Skip("this is another transport's program")
	}
	const most = 2_620_000
	bin := filepath.Join(t.TempDir(), "reverse")
	if err := program.Build("../..", reverseProgram, bin, "GOOS=linux", "GOARCH=amd64"); err != nil {
		t.Fatal(err)
	}
	f, err := elf.Open(bin)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var size uint64
	for _, s := range f.Sections {
		if s.Flags&elf.SHF_ALLOC != 0 && s.Type != elf.SHT_NOBITS {
			size += s.Size
		}
	}
	if t.Logf("%d bytes", size); size > most {
		t.Errorf("it has %d bytes, more than %d", size, most)
	}
}

// These were linked for a line or two that do without: each brings kilobytes of what no plain handler asks for.
func TestAPlainProgramLinksNoRareParts(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	if os.Getenv("OWGEN_TAGS") != "" {
		t.Skip("this is another transport's program")
	}
	bin := filepath.Join(t.TempDir(), "reverse")
	build := exec.Command("go", "build", "-o", bin, reverseProgram) // with symbols, unlike program.Build
	build.Dir, build.Env = "../..", append(program.GoEnv(), "GOOS=linux", "GOARCH=amd64")
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	list, err := exec.Command("go", "tool", "nm", bin).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"slices.pdqsort", "slices.BinarySearch", "errors.As", "internal/reflectlite.Value.", "strings.Map", "strings.ToUpper",
		"strings.ToLower", "strings.Join", "strings.genSplit", "strconv.ParseInt", "strconv.ParseUint", "strconv.ParseBool",
		"strconv.(*NumError)", "path/filepath.join", "io/fs.ReadFile", "os.dirFS", "net.SplitHostPort", "net/netip.ParseAddrPort",
	} {
		for line := range strings.Lines(string(list)) {
			if _, symbol, _ := strings.Cut(strings.TrimSpace(line), " T "); strings.HasPrefix(symbol, name) && !strings.HasPrefix(symbol, "errors.AsType") {
				t.Errorf("it links %s", symbol)
			}
		}
	}
}
