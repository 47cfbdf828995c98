package dev

import (
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/owgen/owgen/internal/dev/loop"
)

// A shownBuild is a build as the page shows it.
type shownBuild struct {
	loop.Build
	Text        string            `json:"text"`
	Diagnostics []shownDiagnostic `json:"diagnostics"`
}

// A shownDiagnostic is one that says where it is as compilers do, where an editor shows it, and what stands there.
type shownDiagnostic struct {
	loop.Diagnostic
	Position string    `json:"position"` // order.go:31:9
	Link     string    `json:"link,omitempty"`
	Excerpt  [4]string `json:"excerpt"` // the lines before, the line, a mark below its column, the lines after
}

// words returns a build as the page shows it.
func (p program) words(b loop.Build) shownBuild {
	s := shownBuild{b, buildText(b), []shownDiagnostic{}}
	for _, d := range b.Diagnostics {
		d.Text = strings.ReplaceAll(d.Text, "\n\t", "\n") // they stand beside the position, and notes need no more room
		s.Diagnostics = append(s.Diagnostics, shownDiagnostic{d, positionOf(d), p.link(d), excerptOf(d)})
	}
	return s
}

// ending matches how a program ended.
var ending = regexp.MustCompile(`exit status \d+|signal: [\w ]+`)

// buildText says how a build is. The page counts the seconds of one that goes on.
func buildText(b loop.Build) string {
	name := "Build " + strconv.Itoa(b.N)
	switch b.State {
	case loop.Building:
		return "Building " + strconv.Itoa(b.N)
	case loop.Starting:
		return "Starting " + strconv.Itoa(b.N)
	case loop.Failed:
		if b.Served == 0 {
			return name + " failed"
		}
		return fmt.Sprintf("%s failed · build %d answers", name, b.Served)
	case loop.Crashed:
		for _, d := range b.Diagnostics {
			if how := ending.FindString(d.Text); how != "" {
				return name + " ended: " + how
			}
		}
		return name + " does not run"
	}
	return fmt.Sprintf("%s · %.1f s", name, float64(b.MS)/1000)
}

func positionOf(d loop.Diagnostic) string {
	position := d.File
	for _, n := range []int{d.Line, d.Col} {
		if n > 0 {
			position += ":" + strconv.Itoa(n)
		}
	}
	return position
}

// link returns the URL that shows a position in the editor of OWGEN_EDITOR, or "".
func (p program) link(d loop.Diagnostic) string {
	if p.editor == "" || d.File == "" {
		return ""
	}
	file := filepath.FromSlash(d.File)
	if !filepath.IsAbs(file) {
		file = filepath.Join(p.dir, file)
	}
	path := (&url.URL{Path: filepath.ToSlash(file)}).EscapedPath()
	return strings.NewReplacer("{file}", path, "{line}", strconv.Itoa(max(d.Line, 1)), "{col}", strconv.Itoa(max(d.Col, 1))).Replace(p.editor)
}

// excerptOf returns the source of a diagnostic with the numbers of its lines. These end where a tab does, so that indents are even.
func excerptOf(d loop.Diagnostic) (parts [4]string) {
	part := 0
	for k, text := range d.Source {
		number := d.First + k
		if number == d.Line {
			part = 1
		}
		parts[part] += fmt.Sprintf("%-8d%s\n", number, text)
		if number != d.Line {
			continue
		}
		if d.Col > 0 {
			parts[2] = "        " + blank(text[:min(d.Col-1, len(text))]) + "^\n"
		}
		part = 3
	}
	return parts
}

// blank returns white space as wide as a text.
func blank(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, text)
}
