package gen

import (
	"context"
	"path/filepath"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// A Description is what a deployment has to know of a package with handlers.
type Description struct {
	Name     string // of the program
	Context  string // directory of the Dockerfile, absolute; "" if there is none
	Actions  []Action
	Warnings Diagnostics
}

// An Action is what callers see of a handler.
type Action struct {
	Name     string
	Default  bool     // serves calls that name no action
	Doc      string   // the first sentence of the function's comment
	Raw      bool     // takes bodies as they are, requests or events
	Request  bool     // takes requests, and so decides about each method, OPTIONS included
	Response bool     // says what HTTP clients get: the status, the header
	Stream   bool     // answers with values that are sent as they come
	Params   []Member // none if Params is no struct
	Result   []Member // none if the result is no struct
}

// A Member is a parameter, or a member of the result.
type Member struct {
	Name     string
	Type     string // as JSON Schema calls it: boolean, integer, number, string, array, object; "" if it can be any of these
	Doc      string // the first sentence of the field's comment
	Required bool
	Default  string // JSON, "" if none is declared
}

// Describe inspects the package that c names and returns what manifests say of it. It does not ask for the runtime.
//
// An error is Diagnostics where the user's code is at fault, and any other error where the go command or the
// environment is.
func Describe(ctx context.Context, c Config) (*Description, error) {
	p, src, err := c.load(ctx)
	if err != nil {
		return nil, err
	}
	d := &Description{Name: model.ProgramName(p), Warnings: src.Warnings.Sorted()}
	if p.Layout.Dockerfile != "" {
		d.Context = filepath.Dir(p.Layout.Dockerfile)
	}
	comments := src.Comments()
	for _, h := range p.Handlers {
		d.Actions = append(d.Actions, Action{
			Name: h.Name, Default: h.Unnamed, Doc: comments.Synopsis(h.Pos, h.Func),
			Raw: h.Input.Has(model.RawBody, model.Event) || h.TakesRequest(), Request: h.TakesRequest(),
			Response: h.Output.Has(model.Response) || h.Input.IsHTTP(), Stream: h.Output.Has(model.Stream),
			Params: membersOfType(h.Input.Params(), comments), Result: membersOfType(h.Result(), comments),
		})
	}
	return d, nil
}

// load inspects the package that c names, without asking for the runtime.
func (c Config) load(ctx context.Context) (*model.Package, *source.Package, error) {
	results, err := Inspect(ctx, c.Dir, []Config{c})
	if err != nil {
		return nil, nil, err
	}
	if err := results[0].Err; err != nil {
		return nil, nil, err
	}
	return results[0].pkg, results[0].answer.Package, nil
}

// membersOfType returns the members of the object that t stands for. There are none of nil.
func membersOfType(t *model.Type, comments *source.Comments) []Member {
	if t == nil {
		return nil
	}
	if t.Kind == model.Pointer && t.Method == model.ByKind {
		t = t.Elem
	}
	var members []Member
	for _, f := range t.AsJSON().Fields {
		members = append(members, Member{
			Name: f.Name, Type: schemaType(f), Doc: comments.Synopsis(f.Pos, model.LastStep(f.Go)), Required: f.Required, Default: f.Default,
		})
	}
	return members
}

// schemaType names what stands for values of f in JSON.
func schemaType(f model.Field) string {
	t := f.Type.Scalar().AsJSON()
	switch {
	case t.Method == model.ByJSON || t.Method == model.ByFallback:
		return ""
	case f.Textual():
		return "string"
	}
	switch t.Kind {
	case model.Bool:
		return "boolean"
	case model.Int, model.Uint:
		return "integer"
	case model.Float, model.Number:
		return "number"
	case model.Struct, model.Map:
		return "object"
	case model.Slice, model.Array:
		return "array"
	}
	return ""
}
