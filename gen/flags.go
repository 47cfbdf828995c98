package gen

import "strings"

// flags are those that shape the Go code generated for c, as a command line spells them, or "". The runtime, which the
// imports tell, is not among them, nor is the target, which makes a difference to few packages.
func (c Config) flags() string {
	var words []string
	if len(c.Funcs) > 0 {
		words = append(words, "-func", strings.Join(c.Funcs, ","))
	}
	if len(c.Tags) > 0 {
		words = append(words, "-tags", strings.Join(c.Tags, ","))
	}
	words = append(words, c.Options.Flags()...)
	return strings.Join(words, " ")
}
