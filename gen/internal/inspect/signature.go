package inspect

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

const (
	handlerForm = "func(Params) (Result, error)"
	wantHandler = "want " + handlerForm
)

// A shape is a handler's signature, taken apart: func([context.Context,] [Params]) ([Result,] [error]).
type shape struct {
	context bool
	params  *types.Var // nil if there are none
	result  *types.Var // nil if there is none
	err     bool
}

// want is the line below have: the signature nearest to what the function has.
func (s shape) want() string {
	if s.context {
		return "want func(context.Context, Params) (Result, error)"
	}
	return wantHandler
}

// shapeOf takes a signature apart. If it is not a handler's, the first reason is returned with as much of the shape as
// was found.
func (fd *finder) shapeOf(sig *types.Signature) (s shape, m source.Misfit) {
	inputs, outputs := s.takeApart(sig)
	switch m := fd.misplaced(sig, inputs, outputs); {
	case m.Msg != "":
		return s, m
	case sig.Variadic():
		return s, source.Misfit{Msg: "is variadic", Hint: fd.structHint(inputs)}
	case len(inputs) > 1:
		return s, source.Misfit{Msg: fmt.Sprintf("%d parameters, want 1", len(inputs)), Hint: fd.structHint(inputs)}
	case len(outputs) > 1:
		return s, source.Misfit{Msg: fmt.Sprintf("%d results, want 1 and an error", sig.Results().Len()), Hint: fd.resultHint(outputs)}
	}
	if len(inputs) == 1 {
		s.params = inputs[0]
		if m := fd.checkParams(s.params); m.Msg != "" {
			return s, m
		}
	}
	if len(outputs) == 1 {
		s.result = outputs[0]
		return s, fd.checkResult(s.result)
	}
	return s, source.Misfit{}
}

// takeApart finds the context and the error where they belong, and returns the other parameters and results.
func (s *shape) takeApart(sig *types.Signature) (inputs, outputs []*types.Var) {
	inputs = slices.Collect(sig.Params().Variables())
	outputs = slices.Collect(sig.Results().Variables())
	s.context = slices.ContainsFunc(inputs, isContextVar)
	if len(inputs) > 0 && isContextVar(inputs[0]) {
		inputs = inputs[1:]
	}
	if n := len(outputs); n > 0 && isError(outputs[n-1].Type()) {
		s.err, outputs = true, outputs[:n-1]
	}
	return inputs, outputs
}

// misplaced says what no struct around the parameters or results would mend.
func (fd *finder) misplaced(sig *types.Signature, inputs, outputs []*types.Var) source.Misfit {
	if sig.TypeParams().Len() > 0 {
		return source.Misfit{Msg: "has type parameters", Hint: "write a function without type parameters that calls it"}
	}
	if m := fd.unserved(inputs, model.Reading); m.Msg != "" {
		return m
	}
	if m := fd.unserved(outputs, model.Writing); m.Msg != "" {
		return m
	}
	switch {
	case !slices.ContainsFunc(inputs, isContextVar):
	case isContextVar(sig.Params().At(0)):
		return source.Misfit{Msg: "takes two contexts", Hint: "take one, as the first parameter"}
	default:
		return source.Misfit{Msg: "the context is not the first parameter", Hint: "make the context the first parameter"}
	}
	if slices.ContainsFunc(outputs, func(v *types.Var) bool { return isError(v.Type()) }) {
		return source.Misfit{Msg: "the error is not the last result", Hint: "make the error the last result"}
	}
	return source.Misfit{}
}

// checkParams says what is wrong with the parameter that JSON is decoded into.
func (fd *finder) checkParams(v *types.Var) source.Misfit {
	t := v.Type()
	if kind, _ := classify(t, model.Reading); kind == model.Raw || isStruct(pointee(t)) || isInvalid(t) {
		return source.Misfit{} // of an invalid type the compiler has said what is wrong
	}
	text := fmt.Sprintf("the parameter is %s, want a struct", fd.TypeString(t))
	switch u := t.Underlying().(type) {
	case *types.Map:
		return source.Misfit{}
	case *types.Slice:
		if !isBytes(u) {
			return source.Misfit{}
		}
		return source.Misfit{Msg: text, Hint: "to have the JSON as it is, take a json.RawMessage"}
	case *types.Basic:
		if u.Kind() == types.String {
			return source.Misfit{Msg: text, Hint: fd.structHint([]*types.Var{v}) + "; or, to have the JSON as it is, take a json.RawMessage"}
		}
	}
	return source.Misfit{Msg: text, Hint: fd.structHint([]*types.Var{v})}
}

// checkResult says what is wrong with the result that JSON is made of: platforms want an object or an array.
func (fd *finder) checkResult(v *types.Var) source.Misfit {
	t := v.Type()
	if kind, _ := classify(t, model.Writing); kind == model.Raw || isStruct(pointee(t)) || isInvalid(t) {
		return source.Misfit{} // of an invalid type the compiler has said what is wrong
	}
	switch u := t.Underlying().(type) {
	case *types.Map, *types.Array:
		return source.Misfit{}
	case *types.Slice:
		if !isBytes(u) {
			return source.Misfit{}
		}
		return source.Misfit{Msg: "the result is " + fd.TypeString(t), Hint: "to give JSON as it is, return a json.RawMessage"}
	case *types.Interface:
		if u.Empty() {
			return source.Misfit{}
		}
	}
	return source.Misfit{Msg: "the result is " + fd.TypeString(t) + ", want a struct", Hint: fd.resultHint([]*types.Var{v})}
}

// structHint says how to put parameters into one struct.
func (fd *finder) structHint(vars []*types.Var) string {
	inputs := "inputs"
	if len(vars) == 1 {
		inputs = "input"
	}
	return fmt.Sprintf("put the %s in one struct: %s", inputs, fd.structDecl("Params", vars, "Input"))
}

// resultHint says how to put results into one struct.
func (fd *finder) resultHint(vars []*types.Var) string {
	return "return one struct: " + fd.structDecl("Result", vars, "Output")
}

// structDecl declares a struct with a field for each variable: type Params struct { Name string `json:"name"` }. A
// variable without a name gets the one given.
func (fd *finder) structDecl(name string, vars []*types.Var, field string) string {
	var fields []string
	for k, v := range vars {
		own := v.Name()
		if own == "" || own == "_" {
			own = strings.ToLower(field)
			if len(vars) > 1 {
				own += fmt.Sprint(k + 1)
			}
		}
		fields = append(fields, fmt.Sprintf("%s %s `json:%q`", model.Title(own), fd.TypeString(v.Type()), own))
	}
	return fmt.Sprintf("type %s struct { %s }", name, strings.Join(fields, "; "))
}

// isInvalid reports whether the compiler could not make out what t is.
func isInvalid(t types.Type) bool { return t.Underlying() == types.Typ[types.Invalid] }

func isContext(t types.Type) bool { return isNamed(t, "context", "Context") }

func isContextVar(v *types.Var) bool { return isContext(v.Type()) }

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// isStruct reports whether t is a struct type that stands for a JSON object: time.Time is one that does not.
func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok && !isNamed(t, "time", "Time")
}

func isBytes(t *types.Slice) bool {
	elem, ok := t.Elem().Underlying().(*types.Basic)
	return ok && elem.Kind() == types.Uint8
}
