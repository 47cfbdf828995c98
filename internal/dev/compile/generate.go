package compile

import (
	"time"

	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/renew"
)

// A generation is what came of generating.
type generation struct {
	began    time.Time
	renewals []renew.Renewal
	outputs  []place.Output
	err      error
}

// generate does what go generate would do in the directory of the package.
func (r *run) generate() generation {
	g := generation{began: time.Now()}
	g.renewals, g.err = r.tool.Directory(r.ctx, r.dir, r.dir)
	for _, renewal := range g.renewals {
		g.outputs = append(g.outputs, renewal.Outputs...)
	}
	return g
}

// wrote reports whether a file has changed that the compiler may have read.
func (g generation) wrote() bool {
	for _, o := range g.outputs {
		if o.Stale() && isGo(o.Path) {
			return true
		}
	}
	return false
}

// adopt takes over what was found out. Of several programs of the package, the one of the first directive is run.
func (r *run) adopt(g generation) {
	first := g.renewals[0]
	if catalog, err := first.Catalog(); err == nil {
		r.catalog = *catalog
	}
	r.program = first.Config.Layout(first.Place).Out
	r.tags = ""
	if first.Tags != nil {
		r.tags = tagsFlag(first.Tags)
	}
	r.outputs = map[string]bool{}
	for _, o := range g.outputs {
		if !o.Obsolete && !o.Once {
			r.outputs[o.Path] = true
		}
	}
}
