package emulator

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/internal/actionzip"
	"github.com/owgen/owgen/internal/epoch"
	"github.com/owgen/owgen/internal/program"
)

// The other goals of AWS-30 are times and memory, which the bench compares.
func TestAWS30SizeOfTheArchive(t *testing.T) {
	const most = 0.45 // of the archive of the same function over aws-lambda-go
	own := archive(t, "github.com/owgen/owgen/examples/reverse/cmd/reverse")
	t.Setenv("OWGEN_TAGS", "lambda.norpc") // leaves out what only a runtime of the past needed
	peer := archive(t, "./peer")
	if ratio := float64(own) / float64(peer); ratio > most {
		t.Errorf("%d bytes are %.2f of the %d over aws-lambda-go, want at most %.2f", own, ratio, peer, most)
	}
}

// archive returns the size of the archive of a program.
func archive(t *testing.T, pkg string) int {
	t.Helper()
	out := filepath.Join(t.TempDir(), "program")
	if err := program.Build(".", pkg, out); err != nil {
		t.Fatal(err)
	}
	kind, err := actionzip.ParseKind("lambda")
	if err != nil {
		t.Fatal(err)
	}
	binary, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := kind.Pack(bytes.NewReader(binary), epoch.Default)
	if err != nil {
		t.Fatal(err)
	}
	return len(packed)
}
