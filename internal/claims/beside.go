package claims

import (
	"cmp"
	"path/filepath"
	"reflect"
	"slices"

	"github.com/owgen/owgen/internal/directive"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/workspace"
)

// Beside returns what the directives in the directory of a package make owgen generate for it. Directives that ask for the
// same functions and the same JSON count once.
func (c *Claims) Beside(dir string) []request.Request {
	directives, err := directive.In(dir)
	if err != nil {
		return nil // go generate reports a directive that cannot be read
	}
	var all []request.Request
	for _, d := range directives {
		if c.isOther(d.Args) {
			continue
		}
		r, err := request.Parse(d.Dir, d.Args)
		if r.Out != "" && !filepath.IsAbs(r.Out) {
			r.Out = filepath.Join(d.Dir, r.Out)
		}
		switch {
		case err != nil, r.Version, workspace.Several(r.Patterns), !sameDir(filepath.Join(d.Dir, cmp.Or(r.Pattern, ".")), dir):
		case !slices.ContainsFunc(all, func(q request.Request) bool { return reflect.DeepEqual(q.Selection, r.Selection) }):
			all = append(all, r)
		}
	}
	return all
}
