package binary

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// linkedForm is a package whose parameters and result have the given fields, and whose handler has the given options.
const linkedForm = `package linked

import "time"

type (
	Params struct{ %s }
	Result struct{ %s }
	hidden struct{ ID int }
)

//owgen:action %s
func Handle(p Params) (Result, error) { return Result{}, nil }

var _ = []any{time.Time{}, hidden{}}
`

// TestEncodingJSONIsLinkedOnlyIfAFieldNeedsIt looks for encoding/json among the symbols of programs.
func TestEncodingJSONIsLinkedOnlyIfAFieldNeedsIt(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	for _, test := range []struct {
		name, params, result, options string
		linked                        bool
	}{
		{"nothing", "N int; Any any; When time.Time", "M map[string][]string; Lists struct{ L []int } `json:\",omitzero\"`", "", false},
		{"decoding", "*hidden", "N int", "", true},
		{"encoding", "N int", "H hidden", "", true},
		{"any", "N int", "Any any", "", true},
		{"native", "N int", "Any any; Err error; Lists struct{ L []any } `json:\",omitzero\"`", "any=native", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			all := symbols(t, fmt.Sprintf(linkedForm, test.params, test.result, test.options))
			if !strings.Contains(all, "/runtime/codec.(*Dec)") {
				t.Errorf("symbols of every program are not there")
			}
			for _, symbol := range []string{"encoding/json.", " reflect..dict.TypeAssert[encoding.TextMarshaler]"} {
				if strings.Contains(all, symbol) != test.linked {
					t.Errorf("symbols like %s: %t, want %t", symbol, !test.linked, test.linked)
				}
			}
		})
	}
}

// A program has the transport that it was built with, and no package that only the other transport needs.
func TestNetHTTPIsLinkedOnlyIfATagAsksForIt(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	all := symbols(t, fmt.Sprintf(linkedForm, "N int", "N int", ""))
	asked := os.Getenv("OWGEN_TAGS") == "owgen_nethttp"
	for _, name := range []string{"net/http.", "crypto/tls.", "fmt.", "net/url.", "net/textproto.", "reflect.Value.", "encoding/json.", "log.", "log/slog.", "mime."} {
		if linked := strings.Contains(all, " "+name); linked != (asked && name != "encoding/json." && name != "log/slog.") {
			t.Errorf("symbols of %s: %t", name, linked)
		}
	}
	if own := strings.Contains(all, "/runtime/http1.(*Server)."); own == asked { // its client is in every program
		t.Errorf("symbols of http1's server: %t", own)
	}
}

// symbols generates and builds the program for a package and returns what go tool nm lists.
func symbols(t *testing.T, source string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": me.GoMod(), "linked.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := me.Owgen(dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	bin := program.Exe(dir, "program")
	build := exec.Command("go", "build", "-tags", os.Getenv("OWGEN_TAGS"), "-o", bin, "./cmd/linked") // with symbols, unlike program.Build
	build.Dir = dir
	build.Env = program.GoEnv()
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	list, err := exec.Command("go", "tool", "nm", bin).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(list)
}
