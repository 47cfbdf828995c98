package gen

import (
	"context"
	"go/ast"
	"go/doc"
	"go/token"
	"path/filepath"
	"strings"
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
	Name    string
	Default bool     // serves calls that name no action
	Doc     string   // the first sentence of the function's comment
	Params  []Member // none if Params is no struct
	Result  []Member // none if the result is no struct
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
	requests, err := load(ctx, c.Dir, []Config{c})
	if err != nil {
		return nil, err
	}
	r := requests[0]
	if r.err != nil {
		return nil, r.err
	}
	pkg, out := r.pkg, outDir(c, placeOf(r.pkg))
	in := newInspector(r, out)
	var handlers []*Handler
	if in.addLoadErrors() {
		handlers = in.handlers(c.Funcs)
	}
	if len(in.found) > 0 {
		return nil, in.found.Sorted()
	}
	p := &Package{Types: pkg.Types, Dir: pkg.Dir, Out: out}
	d := &Description{Name: programName(p), Warnings: in.warnings.Sorted()}
	if dockerfile := NewLayout(c, p.Place()).Dockerfile; dockerfile != "" {
		d.Context = filepath.Dir(dockerfile)
	}
	docs := in.docs()
	for _, h := range handlers {
		d.Actions = append(d.Actions, Action{
			Name: h.Name, Default: h.Default, Doc: docs[h.Pos],
			Params: membersOfType(h.Params, docs), Result: membersOfType(h.Result, docs),
		})
	}
	return d, nil
}

// docs returns the first sentence of the comment of each function and each field in the package, by the position of its
// name. Fields of other packages come without comments.
func (in *inspector) docs() map[token.Pos]string {
	docs := map[token.Pos]string{}
	for decl := range in.functions {
		docs[decl.Name.Pos()] = synopsis(decl.Doc)
	}
	for _, file := range in.pkg.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			if field, ok := n.(*ast.Field); ok {
				for _, name := range field.Names {
					docs[name.Pos()] = synopsis(field.Doc)
					if docs[name.Pos()] == "" {
						docs[name.Pos()] = synopsis(field.Comment)
					}
				}
			}
			return true
		})
	}
	return docs
}

func synopsis(comment *ast.CommentGroup) string {
	return strings.TrimSpace(new(doc.Package).Synopsis(comment.Text()))
}

// membersOfType returns the members of the object that t stands for.
func membersOfType(t *Type, docs map[token.Pos]string) []Member {
	if t.Kind == Pointer && t.Method == ByKind {
		t = t.Elem
	}
	var members []Member
	for _, f := range t.form().Fields {
		members = append(members, Member{
			Name: f.Name, Type: schemaType(f), Doc: docs[f.Pos], Required: f.Required, Default: f.Default,
		})
	}
	return members
}

// schemaType names what stands for values of f in JSON.
func schemaType(f Field) string {
	t := scalar(f.Type).form()
	switch {
	case t.Method == ByJSON || t.Method == ByFallback:
		return ""
	case textual(f):
		return "string"
	}
	switch t.Kind {
	case Bool:
		return "boolean"
	case Int, Uint:
		return "integer"
	case Float, Number:
		return "number"
	case Struct, Map:
		return "object"
	case Slice, Array:
		return "array"
	}
	return ""
}
