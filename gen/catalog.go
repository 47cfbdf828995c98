package gen

import (
	"context"
	"encoding/json"
	"go/token"
	"path/filepath"

	"github.com/owgen/owgen/gen/internal/inspect"
	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/schema"
	"github.com/owgen/owgen/gen/internal/source"
)

// A Catalog is what there is to call in a package, and what there is not.
type Catalog struct {
	Program  string // what the program is called: its directory
	Package  string // the import path
	Dir      string // absolute
	Explicit bool   // -func or directives say which functions are handlers
	Handlers []Handler
	Rejected []Rejected
}

// A Handler is a function, or a variable of package net/http, that a program serves.
type Handler struct {
	Name    string // of the action
	Func    string
	Pos     token.Position
	Default bool   // serves calls that name no action
	Doc     string // the whole comment, in paragraphs of one line
	// Form is what a call is made of: "params", a JSON value that is all the handler sees; "web", a request with a method, a path, a
	// header and a body, or a body as it is; "event", a CloudEvent.
	Form   string
	Stream bool // answers with values that are sent as they come
	Exact  bool // names of members match in their own case only
	// Answers says that there is more to an answer than a JSON value: a status or a header, a body as it is, an event.
	Answers bool

	// Input and Output are what owgen schema prints of what the handler takes and gives: JSON Schema, or nil where that is no JSON.
	Input, Output json.RawMessage
	// Hints say of the places in the input what a schema cannot: items[].price, labels[], and $ for the whole.
	Hints map[string]Hint
}

type (
	// A Hint is what a schema cannot say of the values in one place.
	Hint = inspect.Hint
	// A Rejected is an exported function that is no handler.
	Rejected struct {
		Func   string
		Pos    token.Position
		Reason string // the first that has to be mended, in the words of the diagnostics
	}
)

// MarshalJSON writes a position as file, line and col.
func (h Handler) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Name    string          `json:"name"`
		Func    string          `json:"func"`
		File    string          `json:"file"`
		Line    int             `json:"line"`
		Col     int             `json:"col"`
		Default bool            `json:"default"`
		Doc     string          `json:"doc"`
		Form    string          `json:"form"`
		Stream  bool            `json:"stream"`
		Input   json.RawMessage `json:"input"`
		Output  json.RawMessage `json:"output"`
		Hints   map[string]Hint `json:"hints"`
	}{
		h.Name, h.Func, filepath.ToSlash(h.Pos.Filename), h.Pos.Line, h.Pos.Column, h.Default, h.Doc, h.Form, h.Stream,
		h.Input, h.Output, h.Hints,
	})
}

// MarshalJSON writes a position as file, line and col.
func (r Rejected) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Func   string `json:"func"`
		File   string `json:"file"`
		Line   int    `json:"line"`
		Col    int    `json:"col"`
		Reason string `json:"reason"`
	}{r.Func, filepath.ToSlash(r.Pos.Filename), r.Pos.Line, r.Pos.Column, r.Reason})
}

// Inspect does what GenerateAll does, but for generating: the results have no files, and Err is only what is wrong with the
// package. It is for those who ask for the Catalog alone; the runtime need not be there.
func Inspect(ctx context.Context, dir string, cs []Config) ([]*Result, error) {
	flags, queries, err := asked(ctx, dir, cs)
	if err != nil {
		return nil, err
	}
	answers, err := source.Load(ctx, dir, flags, queries)
	if err != nil {
		return nil, err
	}
	results := make([]*Result, len(cs))
	for k, c := range cs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, err := c.inspect(ctx, answers[k])
		results[k] = &Result{Err: err, origin: origin{c.Selection, answers[k], p}}
		if err == nil {
			src := answers[k].Package
			results[k].Place, results[k].Err, results[k].Warnings = p.Place, src.Err(), src.Warnings.Sorted()
		}
	}
	return results, ctx.Err()
}

// An origin is what a Result is made from.
type origin struct {
	selection inspect.Selection
	answer    *source.Answer
	pkg       *model.Package // nil if it could not be loaded
}

// Catalog returns what there is to call in the package, in the order of the sources, from what was loaded for the result. There is
// one also where nothing can be generated because something is wrong with a function, which then is not among the handlers.
//
// The error is why nothing is known of the functions: that the package does not compile, or could not be loaded.
func (r *Result) Catalog() (*Catalog, error) {
	if r.pkg == nil {
		return nil, r.Err
	}
	src := r.answer.Package
	if broken := src.Problems.Broken(); broken != nil {
		return nil, broken
	}
	p := *r.pkg
	verdict := inspect.Judge(src, r.selection, r.pkg)
	p.Handlers = verdict.Handlers
	c := &Catalog{Program: filepath.Base(p.Layout.Out), Package: p.Path, Dir: p.Dir, Explicit: verdict.Explicit}
	comments := src.Comments()
	for _, h := range p.Handlers {
		c.Handlers = append(c.Handlers, catalogued(&p, h, src, comments))
	}
	for _, f := range verdict.Rejected {
		c.Rejected = append(c.Rejected, Rejected{f.Func, src.Position(f.Pos), f.Reason})
	}
	return c, nil
}

// catalogued returns what callers may know of a handler.
func catalogued(p *model.Package, h *model.Handler, src *source.Package, comments *source.Comments) Handler {
	c := Handler{
		Name: h.Name, Func: h.Func, Pos: src.Position(h.Pos), Default: h.Unnamed, Doc: comments.Text(h.Pos, h.Func),
		Form: callForm(h), Stream: h.Output.Has(model.Stream), Exact: h.Options.ExactCase,
		Answers: h.Output.Has(model.Response, model.Event, model.RawBody, model.Reader) || h.SaysStatus(),
		Hints:   map[string]Hint{},
	}
	if t := h.Input.JSON(); t != nil {
		c.Input, c.Hints = schema.Document(p, h, t, comments), inspect.Hints(src, t)
	}
	if t := h.Output.JSON(); t != nil {
		c.Output = schema.Document(p, h, t, comments)
	}
	return c
}

// callForm is the Form of a call of h.
func callForm(h *model.Handler) string {
	switch {
	case h.Input.Has(model.Event):
		return "event"
	case h.TakesRequest() || h.Input.Has(model.RawBody):
		return "web"
	}
	return "params"
}
