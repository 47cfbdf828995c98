package web

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/ci"
	"github.com/owgen/owgen/internal/program"
)

var (
	packageName = regexp.MustCompile(`(?m)^package (\w+)$`)
	// starting is the command that starts a program: env "NAME=value" go run ./cmd/shop
	starting = regexp.MustCompile(`^(?:env "(.*)" )?go run \./cmd/\w+$`)
	running  = regexp.MustCompile(`go run \./cmd/\w+`)
)

// TestPageCanBePasted does what docs/web.md says: each section has a package, a command that starts its program, and commands
// that call it. A comment below a command is a part of what it prints.
func TestPageCanBePasted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	if _, err := exec.LookPath("curl"); err != nil {
		ci.Skip(t, "needs curl")
	}
	page, err := os.ReadFile(filepath.Join(me.Root, "docs", "web.md"))
	if err != nil {
		t.Fatal(err)
	}
	pasted := 0
	for section := range strings.SplitSeq(string(page), "\n## ") {
		code, commands := blocks(section, "go"), blocks(section, "sh")
		if len(code)+len(commands) == 0 {
			continue
		}
		title, _, _ := strings.Cut(section, "\n")
		t.Run(title, func(t *testing.T) {
			if len(code) != 1 || len(commands) != 2 {
				t.Fatalf("there are %d files and %d blocks of commands", len(code), len(commands))
			}
			paste(t, code[0], commands[0], commands[1])
		})
		pasted++
	}
	if pasted != 6 {
		t.Errorf("%d sections have code", pasted)
	}
}

// paste makes a module of a file, has owgen generate its program, starts that, and calls it.
func paste(t *testing.T, source, start, calls string) {
	name := packageName.FindStringSubmatch(source)[1]
	dir := filepath.Join(t.TempDir(), name)
	if err := me.AddModule(dir, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, name+".go"), source)
	write(t, filepath.Join(dir, "photo.png"), photo(t))
	_, directive, _ := strings.Cut(source, "//go:generate go tool owgen")
	flags, _, _ := strings.Cut(directive, "\n")
	if _, err := me.Run(dir, strings.Fields(flags)...); err != nil {
		t.Fatal(err)
	}
	bin := program.Exe(dir, "program")
	if err := program.Build(dir, "./cmd/"+name, bin); err != nil {
		t.Fatal(err)
	}
	started := starting.FindStringSubmatch(strings.TrimSpace(start))
	if started == nil {
		t.Fatalf("%q starts nothing", start)
	}
	var env []string
	if started[1] != "" {
		env = []string{started[1]}
	}
	s, err := program.Serve(bin, env...)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Kill()
	for _, c := range commandsOf(calls) {
		line := running.ReplaceAllString(strings.ReplaceAll(c.line, "localhost:8080", strings.TrimPrefix(s.URL, "http://")), "./program")
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir = dir
		said, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", line, err, said)
		}
		rest := string(said)
		for _, want := range c.prints {
			_, after, ok := strings.Cut(rest, want)
			if !ok {
				t.Errorf("%s\nprints\n%swithout %q, or not in this order", line, said, want)
			}
			rest = after
		}
	}
	if small, err := os.ReadFile(filepath.Join(dir, "small.png")); err == nil {
		wantHalf(t, string(small))
	}
}

// A command is a line of a shell, and what it prints.
type command struct {
	line   string
	prints []string
}

func commandsOf(block string) (all []command) {
	for line := range strings.Lines(block) {
		line = strings.TrimSpace(line)
		if want, ok := strings.CutPrefix(line, "# "); ok {
			c := &all[len(all)-1]
			c.prints = append(c.prints, want)
		} else {
			all = append(all, command{line: line})
		}
	}
	return all
}

// blocks returns the blocks of code in a language.
func blocks(text, language string) (all []string) {
	for _, block := range strings.Split(text, "\n```"+language+"\n")[1:] {
		code, _, _ := strings.Cut(block, "```\n")
		all = append(all, code)
	}
	return all
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
