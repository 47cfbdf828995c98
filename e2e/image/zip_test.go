package image

import (
	"archive/zip"
	"bytes"
	"debug/elf"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/ci"
	"github.com/owgen/owgen/internal/program"
)

func TestZipRunsUnderDockerskeleton(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		ci.Skip(t, "archives are for linux/amd64 unless told otherwise")
	}
	file := filepath.Join(t.TempDir(), "inside.zip")
	run(t, "zip", "-kind", "go:1.22", "-o", file)
	dir := initialize(t, file)
	environment, err := os.ReadFile(filepath.Join(dir, "exec.env"))
	if err != nil || strings.TrimSpace(string(environment)) != "openwhisk/action-golang-v1.22" {
		t.Errorf("exec.env holds %q, %v", environment, err)
	}

	// Parameters arrive twice. What counts is the last line of stdout.
	const params = `{"user": "nobody-of-this-name"}`
	out, err := program.Run(filepath.Join(dir, "exec"), params, []string{"__OW_ACTIVATION_ID=4711"}, params)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.Stdout, "\n"), "\n")
	if last := lines[len(lines)-1]; !strings.Contains(last, `"user":"user: unknown user nobody-of-this-name"`) {
		t.Errorf("%q on stdout, %q on stderr", out.Stdout, out.Stderr)
	}
}

// The archive for Lambda holds bootstrap alone: the program of an image for that platform, with the mode that Lambda needs
// to start it.
func TestAWS27ArchivesForLambda(t *testing.T) {
	for name, machine := range map[string]elf.Machine{"linux/amd64": elf.EM_X86_64, "linux/arm64": elf.EM_AARCH64} {
		file := filepath.Join(t.TempDir(), "function.zip")
		run(t, "zip", "-kind", "lambda", "-platform", name, "-o", file)
		z, err := zip.OpenReader(file)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		if len(z.File) != 1 || z.File[0].Name != "bootstrap" || z.File[0].Mode() != 0o755 {
			t.Fatalf("%s: %d files, the first is %+v", name, len(z.File), z.File[0].FileHeader)
		}
		r, err := z.File[0].Open()
		if err != nil {
			t.Fatal(err)
		}
		binary, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		f, err := elf.NewFile(bytes.NewReader(binary))
		if err != nil {
			t.Fatal(err)
		}
		if f.Machine != machine {
			t.Errorf("%s: a program for %v", name, f.Machine)
		}
		if f.Section(".symtab") != nil || f.Section(".debug_info") != nil || f.Section(".interp") != nil {
			t.Errorf("%s: not stripped, or not static", name)
		}
	}
}

// initialize does what dockerskeleton does on /init: it unpacks the archive over a directory with a stub called exec, whose
// mode is the only one that counts. (apache/openwhisk-runtime-docker: core/actionProxy/actionproxy.py, ActionRunner)
func initialize(t *testing.T, file string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "exec"), []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, f.Name), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
