package build

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/gocmd"
)

// Goflags is the part of the variable GOFLAGS that builds heed: flags that say which source is built, and values that
// the linker writes into variables. Other flags would make another program of the same source, or one that an empty
// image cannot run, so they have no effect.
type Goflags struct {
	Tags   []string // those of the last -tags; nil if there is none
	source []string // -tags, -mod, -modfile, -overlay, as they stand there
	stamps []string // importpath.name=value, from the -X flags of -ldflags
	all    []string // the whole variable
}

// HasOverlay reports whether -overlay is among the flags.
func (g Goflags) HasOverlay() bool {
	return slices.ContainsFunc(g.source, func(flag string) bool {
		name, _, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		return name == "overlay"
	})
}

// With returns the whole variable with one more flag.
func (g Goflags) With(flag string) string { return quoted(append(slices.Clone(g.all), flag)) }

// ReadGoflags reads the variable as the go command in dir sees it. Asking that command costs a fifth of the time of a
// run of owgen. So it is asked only if the environment does not have the variable, and there is a file in which go env
// -w may have written it.
func ReadGoflags(ctx context.Context, dir string) (Goflags, error) {
	text := os.Getenv("GOFLAGS")
	if text == "" && hasEnvFile() {
		out, err := gocmd.Run(ctx, dir, os.Environ(), "env", "GOFLAGS")
		if err != nil {
			return Goflags{}, err
		}
		text = string(bytes.TrimSpace(out))
	}
	return parseGoflags(text)
}

// hasEnvFile reports whether there is a file that go env -w has written.
func hasEnvFile() bool {
	file := os.Getenv("GOENV")
	if file == "" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return false // then the go command has no file either
		}
		file = filepath.Join(dir, "go", "env")
	}
	_, err := os.Stat(file)
	return err == nil
}

// parseGoflags reads a value such as
//
//	-tags=a,b '-ldflags=-s -X main.version=1.2'
func parseGoflags(text string) (g Goflags, err error) {
	flags, err := words(text)
	if err != nil {
		return g, fmt.Errorf("GOFLAGS: %w", err)
	}
	g.all = flags
	for _, flag := range flags {
		name, value, _ := strings.Cut("-"+strings.TrimLeft(flag, "-"), "=")
		switch name {
		case "-tags":
			g.Tags = strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
			g.source = append(g.source, flag)
		case "-mod", "-modfile", "-modcacherw", "-overlay":
			g.source = append(g.source, flag)
		case "-ldflags":
			stamps, err := stampsOf(value)
			if err != nil {
				return g, fmt.Errorf("GOFLAGS: -ldflags: %w", err)
			}
			g.stamps = append(g.stamps, stamps...)
		}
	}
	return g, nil
}

// stampsOf returns what the -X flags among flags of the linker set. A pattern of packages may stand in front of them.
func stampsOf(ldflags string) (stamps []string, err error) {
	if pattern, rest, ok := strings.Cut(ldflags, "="); ok && !strings.ContainsAny(pattern, " -") {
		ldflags = rest
	}
	flags, err := words(ldflags)
	for k := 0; k < len(flags); k++ {
		switch name, value, joined := strings.Cut("-"+strings.TrimLeft(flags[k], "-"), "="); {
		case name != "-X":
		case joined:
			stamps = append(stamps, value)
		case k+1 < len(flags):
			k++
			stamps = append(stamps, flags[k])
		}
	}
	return stamps, err
}

// words splits a text as the go command does: at white space, but not in quotes around a word. (golang/go:
// src/cmd/internal/quoted/quoted.go, Split)
func words(text string) (all []string, err error) {
	const space = " \t\n\r"
	for text = strings.TrimLeft(text, space); text != ""; text = strings.TrimLeft(text, space) {
		if quote := text[:1]; quote == `"` || quote == "'" {
			word, rest, closed := strings.Cut(text[1:], quote)
			if !closed {
				return nil, fmt.Errorf("the quote %s is never closed", quote)
			}
			all, text = append(all, word), rest
			continue
		}
		end := strings.IndexAny(text, space)
		if end < 0 {
			end = len(text)
		}
		all, text = append(all, text[:end]), text[end:]
	}
	return all, nil
}

// quoted is the inverse of words. A word holds at most one kind of quotes, since it comes from a text that words has
// split.
func quoted(all []string) string {
	var b strings.Builder
	for k, word := range all {
		if k > 0 {
			b.WriteByte(' ')
		}
		quote := ""
		if word == "" || strings.ContainsAny(word, " \t\n\r") || strings.ContainsAny(word[:1], `"'`) {
			if quote = `"`; strings.Contains(word, quote) {
				quote = "'"
			}
		}
		b.WriteString(quote + word + quote)
	}
	return b.String()
}
