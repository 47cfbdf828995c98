// Command generate writes the codecs of package docs: it runs owgen, and turns the program that comes out of it into a
// package that can be measured. Go generate runs it in the directory of docs.
package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run() error {
	owgen, err := filepath.Abs("../../../bin/owgen")
	if err != nil {
		return err
	}
	build := exec.Command("go", "build", "-o", owgen, "./cmd/owgen")
	build.Dir = "../../.."
	if text, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building owgen: %w\n%s", err, text)
	}
	const out = "../codecs/program"
	defer os.RemoveAll(out)
	if text, err := exec.Command(owgen, "-o", out, "-dockerfile", "none", ".").CombinedOutput(); err != nil {
		return fmt.Errorf("owgen: %w\n%s", err, text)
	}
	code, err := os.ReadFile(filepath.Join(out, "codec.go"))
	if err != nil {
		return err
	}
	code = bytes.Replace(code, []byte("package main\n"), []byte("package codecs\n"), 1)
	return os.WriteFile("../codecs/codec.go", code, 0o644)
}
