package kits

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// A Size is how much code there is.
type Size struct {
	Lines  int // with anything but a comment on them
	Tokens int // which do not depend on how lines are broken
}

func (s Size) plus(other Size) Size { return Size{s.Lines + other.Lines, s.Tokens + other.Tokens} }

// Of returns the size of what a user writes of the package in a directory: nothing generated, and no test.
func Of(dir string) (Size, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return Size{}, err
	}
	var all Size
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			return Size{}, err
		}
		size, err := count(name, source)
		if err != nil {
			return Size{}, err
		}
		all = all.plus(size)
	}
	if all.Lines == 0 {
		return Size{}, fmt.Errorf("%s: no code", dir)
	}
	return all, nil
}

// count returns the size of a file. One that gofmt would change is refused: its lines are not comparable.
func count(name string, source []byte) (Size, error) {
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return Size{}, err
	}
	if strings.HasSuffix(name, "_test.go") || ast.IsGenerated(parsed) {
		return Size{}, nil
	}
	if formatted, err := format.Source(source); err != nil || !bytes.Equal(formatted, source) {
		return Size{}, fmt.Errorf("%s: gofmt would change it", name)
	}
	var s scanner.Scanner
	file := fset.AddFile(name, -1, len(source))
	s.Init(file, source, nil, scanner.ScanComments)
	var size Size
	last := 0 // the last line that counts
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return size, nil
		}
		words := wordsOf(tok, text)
		if words == 0 {
			continue
		}
		size.Tokens += words
		for n, line := range strings.Split(text, "\n") {
			if at := file.Line(pos) + n; at > last && (n == 0 || strings.TrimSpace(line) != "") {
				last = at
				size.Lines++
			}
		}
	}
}

// wordsOf is how many tokens one counts for: none for a comment or a semicolon that nobody has typed, and in a raw string
// each word, because the tags of a struct say as much as code does. A directive is no comment.
func wordsOf(tok token.Token, text string) int {
	switch {
	case tok == token.SEMICOLON && text == "\n":
		return 0
	case tok == token.COMMENT && !strings.HasPrefix(text, "//go:"):
		return 0
	case tok == token.COMMENT, tok == token.STRING && text[0] == '`':
		return max(1, len(strings.Fields(strings.Trim(text, "`"))))
	}
	return 1
}
