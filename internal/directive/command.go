package directive

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// command returns the arguments of owgen in a command line, and the directory in which it runs. dir is the directory of
// the file with the line. command reports false if the line runs something else. These lines run owgen:
//
//	owgen
//	./bin/owgen.exe
//	go tool owgen
//	go run -mod=mod github.com/owgen/owgen/cmd/owgen@latest
//	env GOFLAGS=-mod=mod go -C .. tool owgen
func command(words []string, dir string) (runDir string, args []string, ok bool) {
	if program(words[0]) == "env" {
		words = words[1:]
		for len(words) > 0 && strings.Contains(words[0], "=") {
			words = words[1:]
		}
	}
	if len(words) > 0 && program(words[0]) == "go" {
		var changed string
		words, changed = ofGo(words[1:])
		if filepath.IsAbs(changed) {
			dir = changed
		} else {
			dir = filepath.Join(dir, changed)
		}
	}
	if len(words) == 0 || program(words[0]) != "owgen" {
		return "", nil, false
	}
	return dir, words[1:], true
}

// program returns the name of the program that a command word means. The word may be a path, on any system, or a
// package.
func program(word string) string {
	word, _, _ = strings.Cut(path.Base(strings.ReplaceAll(word, `\`, "/")), "@")
	return strings.TrimSuffix(word, ".exe")
}

// ofGo returns what go tool or go run runs, with its arguments, and the directory that the go command changes to. For
// any other go command it returns nothing.
func ofGo(words []string) (run []string, dir string) {
	words, dir = skipFlags(words)
	if len(words) == 0 || words[0] != "tool" && words[0] != "run" {
		return nil, ""
	}
	run, later := skipFlags(words[1:])
	return run, dir + later // -C can stand in one of the two places only
}

// skipFlags returns the words that follow flags of the go command, and the value of -C among these.
func skipFlags(words []string) (rest []string, dir string) {
	for len(words) > 0 && strings.HasPrefix(words[0], "-") {
		name, value, hasValue := strings.Cut(strings.TrimLeft(words[0], "-"), "=")
		words = words[1:]
		if !hasValue && slices.Contains(valued, name) && len(words) > 0 {
			value, words = words[0], words[1:]
		}
		if name == "C" {
			dir = value
		}
	}
	return words, dir
}

// valued lists the flags of the go command whose value may be a word of its own.
var valued = []string{
	"C", "asmflags", "buildmode", "compiler", "covermode", "coverpkg", "exec", "gccgoflags", "gcflags", "installsuffix",
	"ldflags", "mod", "modfile", "overlay", "p", "pgo", "pkgdir", "tags", "toolexec",
}
