package schema

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/e2e/internal/ci"
)

// selfish are the golden packages of which openapi-typescript makes types that TypeScript refuses: an alias for an array of itself
// (TS2502).
var selfish = map[string]bool{"recursive": true}

// TestSCH28TypeScriptCompiles compiles what openapi-typescript makes of the golden documents, and a client of one of them.
func TestSCH28TypeScriptCompiles(t *testing.T) {
	if testing.Short() {
		t.Skip("installs packages of npm")
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("typescript")); err != nil {
		t.Fatal(err)
	}
	if text, err := command(dir, "npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"); err != nil {
		ci.Skip(t, "npm installs nothing: %v\n%s", err, text)
	}
	generate, compile := []string{"generate.mjs"}, []string{"node_modules/typescript/bin/tsc", "--strict", "--noEmit", "--target", "es2022",
		"--module", "esnext", "--moduleResolution", "bundler", "client.ts"}
	for name, path := range goldens(t) {
		if selfish[name] {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".json"), text, 0o666); err != nil {
			t.Fatal(err)
		}
		generate, compile = append(generate, name+".json"), append(compile, name+".ts")
	}
	for _, args := range [][]string{generate, compile} {
		if text, err := command(dir, "node", args...); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
}

// command runs a command in dir and returns what it printed.
func command(dir, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	text, err := cmd.CombinedOutput()
	return string(text), err
}
