package schema

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
	"github.com/owgen/owgen/internal/program"
)

// A published is a program that runs, and its OpenAPI document.
type published struct {
	*program.Server
	user.User
	openAPI string
}

// publish makes a program of the package in dir, which has a go.mod.
func publish(t *testing.T, dir string) published {
	t.Helper()
	u, err := user.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := u.Run(dir, "-dockerfile", "none", "-o", "cmd/program"); err != nil {
		t.Fatal(err)
	}
	document, err := u.Run(dir, "openapi")
	if err != nil {
		t.Fatal(err)
	}
	if err := checkOpenAPI([]byte(document)); err != nil {
		t.Errorf("kin-openapi refuses the document: %v", err)
	}
	bin := program.Exe(t.TempDir(), "program")
	if err := program.Build(dir, "./cmd/program", bin); err != nil {
		t.Fatal(err)
	}
	s, err := program.Serve(bin)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return published{s, u, document}
}

// goMod makes the module a neighbour of the root, which may import what is internal there.
const goMod = `module github.com/owgen/owgen/published

go 1.26.0

require github.com/owgen/owgen v0.0.0

replace github.com/owgen/owgen => %q
`

// writeUnits writes a package of units into dir.
func writeUnits(t *testing.T, dir string, units []unit) {
	t.Helper()
	text := `package published

import (
	"encoding/json"
	"fmt"
	"time"

	. "github.com/owgen/owgen/published/fixture"
)

type _ struct {
	json.Number
	fmt.Stringer
	time.Duration
	Text
}

`
	for _, u := range units {
		text += u.text
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "fixture"), os.DirFS("fixture")); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"published.go": text, "go.mod": fmt.Sprintf(goMod, root)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
