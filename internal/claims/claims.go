// Package claims knows which files belong to which program: what the directives of a module have owgen generate, what two of
// them both want to write, and what is left over that none of them writes any more.
//
//	claims.go            what directives claim, and who else wants it
//	plan.go              from a directive to the program that it generates
//	program.go           from a package to its program, and by what that was generated
//	header.go            what a generated program tells of that itself
//	leftover.go          what nothing writes any more
//	leftover_program.go  of programs
//	leftover_image.go    of images
package claims

import (
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/request"
)

// Claims are what the directives of modules write. They are looked up when something depends on them, and once in a run.
type Claims struct {
	byModule map[string]claimed
	isOther  func(args []string) bool
}

// New returns Claims that know nothing yet. isOther reports whether the arguments of a directive run another command of
// owgen than the one that generates.
func New(isOther func(args []string) bool) *Claims {
	return &Claims{byModule: map[string]claimed{}, isOther: isOther}
}

type claimed struct {
	plans []Plan
	err   error // a directive could not be understood, so nobody knows all that is written
}

// in returns the claims in a module.
func (c *Claims) in(m build.Module) claimed {
	if known, ok := c.byModule[m.Dir]; ok {
		return known
	}
	var found claimed
	found.plans, found.err = c.plansOf(m)
	c.byModule[m.Dir] = found
	return found
}

// Survey looks at what the files of a result would replace, and at what they leave over. Messages are for the directory wd.
// The errors are those of place.Survey, and gen.Diagnostics where another directive writes a file, too.
func (c *Claims) Survey(wd string, r request.Request, result *gen.Result) ([]place.Output, error) {
	outputs, err := place.Survey(wd, result.Files)
	if err != nil || result.Place.ModuleDir == "" {
		return outputs, err
	}
	p := Plan{Request: r, place: result.Place, layout: r.Config.Layout(result.Place)}
	if err := c.contest(wd, p, outputs); err != nil {
		return nil, err
	}
	left, err := c.leftovers(wd, p, result.Files)
	return append(outputs, left...), err
}

// contest returns gen.Diagnostics if a directive is about to change what another one writes: they would do so in turns, and
// one of their programs would always be out of date. A command that is typed may try other flags than the directive has.
func (c *Claims) contest(wd string, p Plan, outputs []place.Output) error {
	changes := func(o place.Output) bool { return o.Stale() && o.Info != nil }
	if !slices.ContainsFunc(outputs, changes) {
		return nil
	}
	plans := c.in(build.Module{Path: p.place.Module, Dir: p.place.ModuleDir}).plans
	k := slices.IndexFunc(plans, p.alike)
	if k < 0 {
		return nil
	}
	var found gen.Diagnostics
	for _, o := range outputs {
		for _, other := range plans {
			if !changes(o) || other.alike(p) || !slices.Contains(other.layout.Files(), o.Path) {
				continue
			}
			found = append(found, gen.Diagnostic{
				Pos:   token.Position{Filename: place.Display(wd, plans[k].Directive.File), Line: plans[k].Directive.Line, Column: 1},
				Msg:   fmt.Sprintf("%s is also written for the directive in %s:%d", o.Name, place.Display(wd, other.Directive.File), other.Directive.Line),
				Notes: []string{"give each program a place of its own, for example here: " + plans[k].apart(o)},
			})
			break
		}
	}
	if len(found) > 0 {
		return found
	}
	return nil
}

// apart is the flag that gives an output of the plan a place of its own.
func (p Plan) apart(o place.Output) string {
	name := strings.ToLower(p.place.Name)
	switch {
	case p.Out != "":
		name = filepath.Base(p.layout.Out)
	case len(p.Funcs) > 0:
		name = strings.ToLower(p.Funcs[0])
	}
	if filepath.Ext(o.Path) == ".go" {
		return "-o cmd/" + name
	}
	return "-dockerfile image/" + name + "/"
}
