// Command generate writes the codecs of the package in the working directory into a directory: it runs owgen, and turns the
// program that comes out of it into a package that can be measured. Go generate runs it.
package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate directory")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	owgen, err := filepath.Abs("../../../bin/owgen")
	if err != nil {
		return err
	}
	build := exec.Command("go", "build", "-o", owgen, "./cmd/owgen")
	build.Dir = "../../.."
	if text, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building owgen: %w\n%s", err, text)
	}
	out := filepath.Join(dir, "program")
	defer os.RemoveAll(out)
	if text, err := exec.Command(owgen, "-o", out, "-dockerfile", "none", ".").CombinedOutput(); err != nil {
		return fmt.Errorf("owgen: %w\n%s", err, text)
	}
	code, err := os.ReadFile(filepath.Join(out, "codec.go"))
	if err != nil {
		return err
	}
	code = bytes.Replace(code, []byte("package main\n"), []byte("package codecs\n"), 1)
	return os.WriteFile(filepath.Join(dir, "codec.go"), code, 0o644)
}
