package main

import (
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/place"
)

// Claims are what the directives of modules write. They are looked up when something depends on them, and once in a run.
type claims struct{ byModule map[string]claimed }

type claimed struct {
	plans []plan
	err   error // a directive could not be understood, so nobody knows all that is written
}

// in returns the claims in a module.
func (c *claims) in(m build.Module) claimed {
	if known, ok := c.byModule[m.Dir]; ok {
		return known
	}
	var found claimed
	found.plans, found.err = plansOf(m)
	if c.byModule == nil {
		c.byModule = map[string]claimed{}
	}
	c.byModule[m.Dir] = found
	return found
}

// survey looks at what the files would replace that were generated with the options, and at what they leave over. Messages
// are for the directory wd.
func (c *claims) survey(wd string, o options, r *gen.Result) ([]place.Output, error) {
	outputs, err := survey(wd, r.Files)
	if err != nil || r.Place.ModuleDir == "" {
		return outputs, err
	}
	p := plan{options: o, place: r.Place, layout: o.Config.Layout(r.Place)}
	if err := c.contest(wd, p, outputs); err != nil {
		return nil, err
	}
	left, err := c.leftovers(wd, p, r.Files)
	return append(outputs, left...), err
}

// contest returns a *faultError if a directive is about to change what another one writes: they would do so in turns, and
// one of their programs would always be out of date. A command that is typed may try other flags than the directive has.
func (c *claims) contest(wd string, p plan, outputs []place.Output) error {
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
				Pos:   token.Position{Filename: place.Display(wd, plans[k].directive.File), Line: plans[k].directive.Line, Column: 1},
				Msg:   fmt.Sprintf("%s is also written for the directive in %s:%d", o.Name, place.Display(wd, other.directive.File), other.directive.Line),
				Notes: []string{"give each program a place of its own, for example here: " + plans[k].apart(o)},
			})
			break
		}
	}
	if len(found) > 0 {
		return &faultError{found, found.Verdict()}
	}
	return nil
}

// apart is the flag that gives an output of the plan a place of its own.
func (p plan) apart(o place.Output) string {
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
