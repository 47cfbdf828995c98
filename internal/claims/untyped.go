package claims

import (
	"context"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/directive"
	"github.com/owgen/owgen/internal/request"
)

// Untyped are the flags of a directive that a command line for the same program does not have.
type Untyped struct {
	Directive directive.Directive
	Flags     []string // each as "-name value"
}

// Untyped compares a request, whose result is known, with the directives for its program: those that write it to the same place,
// or the only one for the package. If one of them writes the same there is nothing to say.
func (c *Claims) Untyped(ctx context.Context, r request.Request, result *gen.Result) []Untyped {
	typed := Claim{Request: r, place: result.Place, layout: r.Config.Layout(result.Place)}
	var forPackage, forProgram []Claim
	for _, claim := range c.in(ctx, moduleOf(result.Place)).all {
		switch {
		case claim.place != typed.place:
			continue
		case claim.alike(typed):
			return nil
		case claim.layout.Out == typed.layout.Out:
			forProgram = append(forProgram, claim)
		}
		forPackage = append(forPackage, claim)
	}
	if len(forPackage) == 1 {
		forProgram = forPackage
	}
	var all []Untyped
	for _, claim := range forProgram {
		if flags := claim.without(typed.words()); len(flags) > 0 {
			all = append(all, Untyped{claim.Directive, flags})
		}
	}
	return all
}

// without returns the flags of a claim that are not among those typed elsewhere.
func (p Claim) without(typed []string) []string {
	var flags []string
	for k, word := range p.words() {
		if !slices.Contains(typed, word) {
			flags = append(flags, p.Given[k])
		}
	}
	return flags
}

// words are the flags of a claim, with the same path for the same file wherever the command line stands.
func (p Claim) words() []string {
	words := slices.Clone(p.Given)
	for k, word := range words {
		switch name, _, _ := strings.Cut(word, " "); name {
		case "-o":
			words[k] = name + " " + p.layout.Out
		case "-dockerfile":
			words[k] = name + " " + p.layout.Dockerfile
		case "-ca":
			words[k] = name + " " + p.layout.Certificates
		}
	}
	return words
}
