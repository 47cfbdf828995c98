// Package pattern matches strings against regular expressions for generated decoders. It is a package of its own so that
// only programs with a pattern link regexp.
package pattern

import (
	"regexp"
	"sync"
)

// A Pattern is a regular expression in the syntax of package regexp, which matches anywhere in a string unless it says
// otherwise. It is compiled when it is needed first.
type Pattern struct {
	Text string

	once sync.Once
	re   *regexp.Regexp
}

// Matches reports whether s, or a part of it, matches p. It panics if Text is no regular expression, which the generator
// has made sure of.
func (p *Pattern) Matches(s string) bool {
	p.once.Do(func() { p.re = regexp.MustCompile(p.Text) })
	return p.re.MatchString(s)
}
