package directive

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// The syntax of a line is that of cmd/go/internal/generate/generate.go.

const comment = "//go:generate"

// inFile returns the directives in one file. As in go generate, a line counts wherever it stands, even in a comment or
// a string.
func inFile(path string) ([]Directive, error) {
	source, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(source, []byte(comment)) {
		return nil, err
	}
	var found []Directive
	aliases := map[string][]string{} // defined by -command, and valid from there to the end of the file
	n := 0
	for line := range strings.Lines(string(source)) {
		n++
		text := strings.TrimRight(line, "\r\n")
		rest, ok := strings.CutPrefix(text, comment)
		if !ok || rest == "" || rest[0] != ' ' && rest[0] != '\t' {
			continue
		}
		words, err := split(rest)
		switch {
		case err != nil && !strings.Contains(rest, "owgen"):
			continue // another generator's business
		case err != nil:
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		case len(words) == 0:
			continue
		case words[0] == "-command" && len(words) > 2:
			aliases[words[1]] = words[2:]
			continue
		}
		if alias := aliases[words[0]]; alias != nil {
			words = append(alias[:len(alias):len(alias)], words[1:]...)
		}
		expand(words, path, n, source)
		if dir, args, ok := command(words, filepath.Dir(path)); ok {
			found = append(found, Directive{File: path, Line: n, Dir: dir, Args: args, Text: text})
		}
	}
	return found, nil
}

// split returns the words of a line. They are separated by blanks, and may be quoted like Go strings.
func split(line string) ([]string, error) {
	var words []string
	for {
		line = strings.TrimLeft(line, " \t")
		switch {
		case line == "":
			return words, nil
		case line[0] == '"':
			quoted, err := strconv.QuotedPrefix(line)
			if err != nil {
				return nil, errors.New("mismatched quotes")
			}
			line = line[len(quoted):]
			if line != "" && line[0] != ' ' && line[0] != '\t' {
				return nil, errors.New("want a space after what is quoted")
			}
			word, err := strconv.Unquote(quoted)
			if err != nil {
				return nil, err
			}
			words = append(words, word)
		default:
			end := strings.IndexAny(line, " \t")
			if end < 0 {
				end = len(line)
			}
			words = append(words, line[:end])
			line = line[end:]
		}
	}
}

// expand replaces variables in the words of line n of a file: those of the environment, and those that go generate
// sets.
func expand(words []string, path string, n int, source []byte) {
	value := func(name string) string {
		switch name {
		case "GOFILE":
			return filepath.Base(path)
		case "GOLINE":
			return strconv.Itoa(n)
		case "GOPACKAGE":
			file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.PackageClauseOnly)
			if err != nil {
				return ""
			}
			return file.Name.Name
		case "GOOS":
			return cmp.Or(os.Getenv(name), runtime.GOOS)
		case "GOARCH":
			return cmp.Or(os.Getenv(name), runtime.GOARCH)
		case "DOLLAR":
			return "$"
		case "PWD":
			return filepath.Dir(path)
		}
		return os.Getenv(name)
	}
	for i, word := range words {
		words[i] = os.Expand(word, value)
	}
}
