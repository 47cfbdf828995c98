package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestReadmeCanBePasted runs the commands of the README's first chapters as they stand there, but for what git would fetch:
// that is this working copy.
func TestReadmeCanBePasted(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("builds programs, and needs a shell")
	}
	readme := read(t, filepath.Join(repository, "README.md"))
	work := t.TempDir()
	bin := filepath.Join(work, "bin")
	git := "#!/bin/sh\n[ \"$*\" = 'clone https://github.com/owgen/owgen' ] && ln -s '" + repository + "' owgen\n"
	writeAll(t, work, map[string]string{"bin/git": git})
	if err := os.Chmod(filepath.Join(bin, "git"), 0o777); err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"),
		"CGO_ENABLED=0", "GOENV=off", "GOFLAGS=-buildvcs=false -trimpath", "GOWORK=off", "GOSUMDB=off")
	for name, value := range readGoEnv(t) {
		env = append(env, name+"="+value)
	}
	paste := func(dir, commands string) string {
		cmd := exec.Command("sh", "-eu", "-c", commands)
		cmd.Dir, cmd.Env = dir, env
		text, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		return string(text)
	}

	start := section(t, readme, "Quick start")
	commands := block(t, start, "sh")
	said := paste(work, commands)
	for line := range strings.Lines(commands) {
		if _, want, ok := strings.Cut(line, "# {"); ok && !strings.Contains(said, "{"+want) {
			t.Errorf("the commands print\n%swithout {%s", said, want)
		}
	}
	hello := filepath.Join(work, "hello")
	for _, name := range []string{"hello.tar", "hello.zip"} {
		if _, err := os.Stat(filepath.Join(hello, name)); err != nil {
			t.Error(err)
		}
	}
	program := read(t, filepath.Join(hello, "cmd", "hello", "main.go"))
	for line := range strings.Lines(block(t, start, "go")) {
		if !strings.Contains(program, line) {
			t.Errorf("main.go does not have %q", line)
		}
	}

	shop := filepath.Join(work, "shop")
	source := read(t, filepath.Join(hello, "hello.go"))
	writeAll(t, shop, map[string]string{
		"go.mod":       strings.Replace(read(t, filepath.Join(hello, "go.mod")), "example.com/hello", "example.com/shop", 1),
		"go.sum":       read(t, filepath.Join(hello, "go.sum")),
		"pay/pay.go":   strings.Replace(source, "package hello", "package pay", 1),
		"ship/ship.go": strings.NewReplacer("package hello", "package ship", "tool owgen", "tool owgen -unknown reject").Replace(source),
	})
	said = paste(shop, block(t, section(t, readme, "Several functions in one repository"), "sh"))
	for _, want := range []string{"owgen: wrote pay/cmd/pay/main.go\n", "owgen: wrote ship/cmd/ship/main.go\n", "owgen: wrote pay.tar: "} {
		if !strings.Contains(said, want) {
			t.Errorf("the commands print\n%swithout %q", said, want)
		}
	}
}

// section is a chapter of a Markdown text.
func section(t *testing.T, text, heading string) string {
	t.Helper()
	_, text, ok := strings.Cut(text, "\n## "+heading+"\n")
	if !ok {
		t.Fatalf("there is no chapter %q", heading)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// block is the first block of code in a language.
func block(t *testing.T, text, language string) string {
	t.Helper()
	_, text, ok := strings.Cut(text, "\n```"+language+"\n")
	if !ok {
		t.Fatalf("there is no block of %s", language)
	}
	text, _, _ = strings.Cut(text, "```\n")
	return text
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
