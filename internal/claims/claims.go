// Package claims knows which files belong to which program: what the directives of a module make owgen generate, which
// files two of them want to write, and which files are left over because no directive writes them any more.
//
//	claims.go            what directives claim, and where two of them collide
//	claim.go             from a directive to the program that it generates
//	program.go           from a package to its program, and to the directive or command that generated it
//	beside.go            from a package to what its directives ask for
//	of.go                from a package to all that generates programs for it
//	untyped.go           what a directive says and a command line does not
//	header.go            what a generated program says about how it was generated
//	leftover.go          files that nothing writes any more
//	leftover_program.go  such files of programs
//	leftover_image.go    such files of images
package claims

import (
	"cmp"
	"context"
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

// Claims are what the directives of modules write. They are looked up when they are first needed, and only once in a run.
type Claims struct {
	byModule map[string]claimed
	isOther  func(args []string) bool
}

// New returns Claims that know nothing yet. isOther reports whether the arguments of a directive run another command of
// owgen than the one that generates.
func New(isOther func(args []string) bool) *Claims {
	return &Claims{byModule: map[string]claimed{}, isOther: isOther}
}

// A claimed holds what the directives of one module claim.
type claimed struct {
	all []Claim
	err error // from a directive that could not be read: then not everything that is written is known
}

// in returns the claims in a module.
func (c *Claims) in(ctx context.Context, m build.Module) claimed {
	if known, ok := c.byModule[m.Dir]; ok {
		return known
	}
	var found claimed
	found.all, found.err = c.claimsOf(ctx, m)
	if ctx.Err() == nil {
		c.byModule[m.Dir] = found
	}
	return found
}

// moduleOf returns the module of a package.
func moduleOf(p gen.Place) build.Module { return build.Module{Path: p.Module, Dir: p.ModuleDir} }

// Survey looks at what the files of a result would replace, and at what is left over of earlier ones. Messages name files
// relative to wd. The errors are those of place.Survey and of ctx, and gen.Diagnostics if another directive writes a file, too.
func (c *Claims) Survey(ctx context.Context, wd string, r request.Request, result *gen.Result) ([]place.Output, error) {
	outputs, err := place.Survey(wd, result.Files)
	if err != nil || result.Place.ModuleDir == "" {
		return outputs, err
	}
	p := Claim{Request: r, place: result.Place, layout: r.Config.Layout(result.Place)}
	if err := c.contest(ctx, wd, p, outputs); err != nil {
		return nil, err
	}
	left, err := c.leftovers(ctx, wd, p, result.Files)
	return append(outputs, left...), cmp.Or(err, ctx.Err())
}

// contest returns gen.Diagnostics if a directive is about to change what another one writes: they would take turns, and one
// of their programs would always be out of date. A typed command may try other flags than those of the directive.
func (c *Claims) contest(ctx context.Context, wd string, p Claim, outputs []place.Output) error {
	changes := func(o place.Output) bool { return o.Stale() && o.Info != nil }
	if !slices.ContainsFunc(outputs, changes) {
		return nil
	}
	all := c.in(ctx, moduleOf(p.place)).all
	k := slices.IndexFunc(all, p.alike)
	if k < 0 {
		return nil
	}
	var found gen.Diagnostics
	for _, o := range outputs {
		for _, other := range all {
			if !changes(o) || other.alike(p) || !slices.Contains(other.layout.Files(), o.Path) {
				continue
			}
			found = append(found, gen.Diagnostic{
				Pos:   token.Position{Filename: place.Display(wd, all[k].Directive.File), Line: all[k].Directive.Line, Column: 1},
				Msg:   fmt.Sprintf("%s is also written for the directive in %s:%d", o.Name, place.Display(wd, other.Directive.File), other.Directive.Line),
				Notes: []string{"give each program a place of its own, for example here: " + all[k].apart(o, all)},
			})
			break
		}
	}
	if len(found) > 0 {
		return found
	}
	return nil
}

// apart returns the flag that gives an output of the claim a place of its own, which none of all has.
func (p Claim) apart(o place.Output, all []Claim) string {
	names := []string{strings.ToLower(p.place.Name)}
	if len(p.Funcs) > 0 {
		names = slices.Insert(names, 0, strings.ToLower(p.Funcs[0]))
	}
	if p.Out != "" {
		names = slices.Insert(names, 0, filepath.Base(p.layout.Out))
	}
	parent, flag, end := "image", "-dockerfile image/", "/"
	if filepath.Ext(o.Path) == ".go" {
		parent, flag, end = "cmd", "-o cmd/", ""
	}
	isFree := func(name string) bool {
		return !slices.ContainsFunc(all, func(other Claim) bool {
			return other.writesIn(filepath.Join(p.place.Dir, parent, name))
		})
	}
	for k := 2; !slices.ContainsFunc(names, isFree); k++ {
		names = append(names, fmt.Sprint(names[0], k))
	}
	return flag + names[slices.IndexFunc(names, isFree)] + end
}

// writesIn reports whether the program, or what its image is built from, is in dir.
func (p Claim) writesIn(dir string) bool {
	return slices.ContainsFunc(p.layout.Files(), func(file string) bool { return filepath.Dir(file) == dir })
}
