package gen

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/schema"
)

// Schema returns the JSON Schema of what a handler takes or, if result is true, of what it gives: of the only handler that c
// selects, or the one for calls that name none. It asks neither for the runtime nor for generated files. The warnings are worth
// reading.
//
// An error is Diagnostics where the user's code is at fault, and any other error where the go command, the environment or
// the selection is.
func (c Config) Schema(ctx context.Context, result bool) (text []byte, warnings Diagnostics, err error) {
	p, src, err := c.load(ctx)
	if err != nil {
		return nil, nil, err
	}
	h, err := defaultHandler(p)
	if err != nil {
		return nil, nil, err
	}
	t, does := h.Input.JSON(), "takes"
	if result {
		t, does = h.Output.JSON(), "gives"
	}
	if t == nil {
		return nil, nil, fmt.Errorf("%s %s no JSON, so there is no schema of it", h.Func, does)
	}
	return schema.Document(p, h, t, src.Comments()), src.Warnings.Sorted(), nil
}

// defaultHandler returns the handler that a call without a name reaches.
func defaultHandler(p *model.Package) (*model.Handler, error) {
	k := slices.IndexFunc(p.Handlers, func(h *model.Handler) bool { return h.Unnamed })
	if k >= 0 {
		return p.Handlers[k], nil
	}
	var names []string
	for _, h := range p.Handlers {
		names = append(names, h.Func)
	}
	return nil, fmt.Errorf("package %s has several handlers; name one with -func: %s", p.Name, strings.Join(names, ", "))
}

// OpenAPI returns the OpenAPI document of all handlers that c selects. Empty, the title is the name of the program, and the
// version 0.0.0. Warnings and errors are those of Schema.
func (c Config) OpenAPI(ctx context.Context, title, version string) (text []byte, warnings Diagnostics, err error) {
	p, src, err := c.load(ctx)
	if err != nil {
		return nil, nil, err
	}
	info := schema.Info{Title: cmp.Or(title, model.ProgramName(p)), Version: cmp.Or(version, "0.0.0")}
	return schema.OpenAPI(p, info, src.Comments()), src.Warnings.Sorted(), nil
}
