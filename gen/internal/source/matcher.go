package source

import (
	"go/build"
	"go/build/constraint"
	"io"
	"slices"
	"strings"
)

// A matcher decides as the go command does whether a file is built, by its name and its //go:build line.
type matcher build.Context

func (e *environment) matcher() matcher {
	c := build.Default
	c.GOOS, c.GOARCH, c.CgoEnabled = e.goos, e.goarch, false
	c.BuildTags = append(slices.Clone(e.tags), "owgen")
	return matcher(c)
}

// matches reports whether a file of that name with that line is built.
func (m matcher) matches(name, line string) bool {
	c := build.Context(m)
	c.OpenFile = func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(line + "\n\npackage p\n")), nil
	}
	ok, err := c.MatchFile("", name)
	return err == nil && ok
}

// remedy says with which tags or for which target a file is built, or else what to do with it.
func (m matcher) remedy(name, line string) string {
	mend := "remove that line"
	if !m.matches(name, "") {
		mend = "rename it"
	}
	tags, systems, processors := m.words(name, line)
	for _, set := range append(singles(tags), tags) {
		with := m
		with.BuildTags = append(slices.Clone(m.BuildTags), set...)
		if with.matches(name, line) {
			all := append(slices.Clone(m.BuildTags[:len(m.BuildTags)-1]), set...) // without owgen's own
			return "include it with -tags, for example: owgen -tags " + strings.Join(all, ",")
		}
	}
	for _, goos := range append([]string{m.GOOS}, systems...) {
		for _, goarch := range append([]string{m.GOARCH}, processors...) {
			with := m
			with.GOOS, with.GOARCH = goos, goarch
			if with.matches(name, line) {
				return mend + ", or generate for its platform: owgen -platform " + goos + "/" + goarch
			}
		}
	}
	return mend + ", or move what is needed to another file"
}

// words returns what may be in the name and the line of a file: tags, and names of systems and processors.
func (m matcher) words(name, line string) (tags, systems, processors []string) {
	words := m.suffix(name)
	if expr, err := constraint.Parse(line); err == nil {
		words = append(words, tagsIn(expr)...)
	}
	for _, word := range words {
		switch {
		case m.isSystem(word):
			systems = append(systems, word)
		case m.isProcessor(word):
			processors = append(processors, word)
		case word == "ignore" || word == "cgo" || word == "unix" || word == m.Compiler || strings.HasPrefix(word, "go1."):
		default:
			tags = append(tags, word)
		}
	}
	return tags, systems, processors
}

// suffix returns the words at the end of a file's name that say what it is for: windows, or linux and arm64.
func (m matcher) suffix(name string) []string {
	words := strings.Split(strings.TrimSuffix(name, ".go"), "_")[1:]
	words = words[max(0, len(words)-2):]
	return slices.DeleteFunc(words, func(word string) bool { return !m.isSystem(word) && !m.isProcessor(word) })
}

// isSystem reports whether a word is a GOOS: a file with such a name is for that only.
func (m matcher) isSystem(word string) bool {
	m.GOOS, m.GOARCH, m.BuildTags = "none", "amd64", nil
	return !m.matches("x_"+word+"_amd64.go", "")
}

// isProcessor reports whether a word is a GOARCH.
func (m matcher) isProcessor(word string) bool {
	m.GOOS, m.GOARCH, m.BuildTags = "none", "none", nil
	return !m.isSystem(word) && !m.matches("x_"+word+".go", "")
}

// tagsIn returns the tags of a constraint.
func tagsIn(expr constraint.Expr) []string {
	switch expr := expr.(type) {
	case *constraint.TagExpr:
		return []string{expr.Tag}
	case *constraint.NotExpr:
		return tagsIn(expr.X)
	case *constraint.AndExpr:
		return append(tagsIn(expr.X), tagsIn(expr.Y)...)
	case *constraint.OrExpr:
		return append(tagsIn(expr.X), tagsIn(expr.Y)...)
	}
	return nil
}

// singles returns each of the words alone.
func singles(words []string) [][]string {
	var all [][]string
	for _, word := range words {
		all = append(all, []string{word})
	}
	return all
}
