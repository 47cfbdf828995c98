package inspect

import (
	"cmp"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// A Selection says which functions are handlers, and how their JSON is read and written.
type Selection struct {
	// Funcs names the handlers, first the one for calls that name no action. None: they are discovered.
	Funcs []string
	// Options are for all handlers. The directive of a handler overrides them.
	Options model.Options
}

// A finder finds the handlers of a package.
type finder struct {
	*source.Package
	Selection
	typer   *typer
	runtime runtimePath
	foreign map[model.Mode]*typeutil.Map // types.Type → bool: see hasJSON
}

// Find adds to p, the package src, its handlers, by name, with all that generating needs to know about their types.
// What is wrong is among the findings of src.
func Find(src *source.Package, s Selection, p *model.Package) {
	p.Handlers = newFinder(src, s, p).handlers()
	if src.Err() == nil {
		p.Deprecated = findDeprecated(src, p)
	}
}

func newFinder(src *source.Package, s Selection, p *model.Package) *finder {
	runtime := runtimePath(cmp.Or(p.Runtime, model.RuntimePath))
	return &finder{src, s, newTyper(src, p.OutPath, runtime), runtime, map[model.Mode]*typeutil.Map{}}
}
