package emit

import (
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
)

// A direction says on which way between JSON and Go the values of a type are, which its mode tells.
type direction int

const (
	decoding direction = iota
	encoding
)

func directionOf(t *model.Type) direction {
	if t.Mode == model.Reading {
		return decoding
	}
	return encoding
}

// A plan is how generated code treats the values of one type in one direction: for each direction a type has a model, and each
// model a plan. Collecting the functions of codec.go, naming them and writing them follow it and decide nothing again.
//
// Most types have a function of the runtime: codec.Int. A container has one that is told how to treat elements by a second
// function: codec.Slice, decodeItem. Structs, maps on the way out, and empty interfaces with a name have a function of codec.go:
// decodeItem. So has a container that is itself the element of one, as in [][]Item, since it takes one function to tell
// how it is treated.
type plan struct {
	typ *model.Type
	dir direction

	call   function // of the runtime, that does it, or the most of it; the zero value if there is none
	elem   *plan    // of a container: how call, or the function of codec.go, treats elements
	key    *plan    // of a map whose keys are checked: how they are read
	fields []*plan  // of a struct, by field; nil for one that is in no object

	checked *checked // of a value that is held to something, else nil

	own    bool   // codec.go has a function for values that are treated by another function
	always bool   // and that is called for all the others, too
	name   string // of the function in codec.go, once it has one
}

// A function is one that the runtime exports: in a package below it, such as /codec.
type function struct{ step, name string }

// A planner makes the plans and keeps them.
type planner map[*model.Type]*plan

// plan returns the plan for t.
func (pl planner) plan(t *model.Type) *plan {
	if p := pl[t]; p != nil {
		return p
	}
	dir := directionOf(t)
	p := &plan{typ: t, dir: dir, call: library(t, dir)}
	if dir == decoding && t.Enum != nil {
		p = checkedPlan(p, &model.Constraints{Enum: t.Enum})
	}
	pl[t] = p // before its parts have theirs, which may be of type t again
	if p.checked != nil {
		return p
	}
	if p.call != (function{}) {
		return p
	}
	p.own = true
	switch {
	case t.Kind == model.Struct:
		p.always = true
		for _, f := range t.Fields {
			p.fields = append(p.fields, pl.field(f))
		}
		return p
	case t.Kind == model.Any:
		p.always, p.call = true, anyFunction(t, dir)
		return p
	}
	p.call, p.elem, p.key = container(t, dir), pl.plan(t.Elem), pl.keyPlan(t, dir)
	p.always = p.call == function{}
	return p
}

// field returns the plan for a field, or nil if it is in no object.
func (pl planner) field(f model.Field) *plan {
	inner, dir := f.Type.Scalar(), directionOf(f.Type)
	switch {
	case dir == encoding && dropped(f):
		return nil
	case !f.Quoted && dir == decoding:
		return pl.held(f.Type, f.Constraints, f.ElemConstraints)
	case !f.Quoted, dir == encoding && inner.Method != model.ByKind: // what methods write is not quoted
		return pl.plan(f.Type)
	}
	p := &plan{typ: inner, dir: dir, call: quoted(inner, dir)}
	if dir == decoding && inner.Enum != nil {
		p = checkedPlan(p, &model.Constraints{Enum: inner.Enum})
		p.checked.field = true
	}
	if f.Type.Kind == model.Pointer {
		return &plan{typ: f.Type, dir: dir, call: quotedPointer[dir], elem: p}
	}
	return p
}

// library returns the function of the runtime that treats values of type t without being told more, if there is one.
func library(t *model.Type, dir direction) function {
	if name := methodNames[dir][t.Method]; name != "" {
		return function{model.CodecStep, name}
	}
	switch {
	case t.Method == model.ByFallback && dir == decoding:
		return function{model.FallbackStep, "Decode"}
	case t.Method == model.ByFallback && t.Mode == model.WritingCopy:
		return function{model.FallbackStep, "AppendCopy"}
	case t.Method == model.ByFallback, dir == encoding && t.Kind == model.Interface && !t.Options.NativeAny:
		return function{model.FallbackStep, "Append"}
	case t.Kind == model.Any && model.PackageOf(types.Unalias(t.Go)) != nil: // an interface type of its own name is another type
		return function{}
	case t.Kind == model.Any:
		return anyFunction(t, dir)
	case dir == decoding && t.Kind == model.Slice && t.Elem.Method == model.ByKind && isCounted[t.Elem.Kind] && t.Elem.Enum == nil:
		return function{model.CodecStep, kindNames[t.Elem.Kind] + "s"}
	}
	if name := codecName(t); name != "" {
		return function{model.CodecStep, prefixes[dir] + name}
	}
	return function{}
}

// prefixes begin the names of functions of the runtime.
var prefixes = [2]string{"", "Append"}

// methodNames are the functions for types that read or write themselves.
var methodNames = [2]map[model.Method]string{
	{model.ByJSON: "UnmarshalJSON", model.ByText: "UnmarshalText"},
	{model.ByJSON: "AppendMarshalJSON", model.ByText: "AppendMarshalText"},
}

// isCounted has the kinds of which slices are read by a function that counts the elements first.
var isCounted = map[model.Kind]bool{model.Int: true, model.Uint: true, model.Float: true, model.String: true}

// kindNames are the kinds that runtime/codec has functions for.
var kindNames = map[model.Kind]string{
	model.Bool: "Bool", model.Int: "Int", model.Uint: "Uint", model.Float: "Float", model.String: "String", model.Number: "Number",
	model.Bytes: "Bytes", model.Raw: "Raw", model.Time: "Time", model.Any: "Any", model.Interface: "Interface",
}

// codecName is what runtime/codec calls the type of t, "" if it does not know it.
func codecName(t *model.Type) string {
	if t.Kind == model.Bytes && !types.Identical(t.Elem.Go, types.Typ[types.Uint8]) {
		return "NamedBytes"
	}
	return kindNames[t.Kind]
}

// anyFunction returns the function for what is in an any.
func anyFunction(t *model.Type, dir direction) function {
	switch {
	case dir == decoding:
		return function{model.CodecStep, "Any"}
	case t.Options.NativeAny:
		return function{model.CodecStep, "AppendAny"}
	}
	return function{model.FallbackStep, "AppendAny"}
}

// container returns the function of the runtime for a container. There is none for maps on the way out.
func container(t *model.Type, dir direction) function {
	name := map[model.Kind]string{model.Slice: "Slice", model.Array: "Array", model.Pointer: "Pointer"}[t.Kind]
	switch {
	case t.Kind == model.Map && dir == encoding:
		return function{}
	case t.Kind == model.Map && t.Key.Enum != nil:
		name = "KeyedMap"
	case t.Kind == model.Map:
		name = keyName(t.Key) + "Map"
	}
	return function{model.CodecStep, prefixes[dir] + name}
}

// keyName is the part of a function's name that stands for the keys of a map: "" for strings.
func keyName(key *model.Type) string {
	switch {
	case key.Method == model.ByJSON:
		return "JSON"
	case key.Method == model.ByText:
		return "Text"
	case key.Kind == model.String:
		return ""
	}
	return kindNames[key.Kind]
}

// quoted returns the function for values with the option string.
func quoted(t *model.Type, dir direction) function {
	name := codecName(t)
	if method := methodNames[dir][t.Method]; method != "" {
		name = method
	}
	return function{model.CodecStep, prefixes[dir] + "Quoted" + name}
}

// quotedPointer are the functions for pointers to such values.
var quotedPointer = [2]function{{model.CodecStep, "QuotedPointer"}, {model.CodecStep, "AppendPointer"}}
