package gen

import (
	"fmt"
	"go/types"
	"strings"
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

// A misfit is why a signature is not that of a handler.
type misfit struct {
	text string // "" if it is
	hint string
}

// shapeOf takes a signature apart. If it is not a handler's, the first reason is returned with as much of the shape as
// was found.
func (in *inspector) shapeOf(sig *types.Signature) (s shape, m misfit) {
	params, results := sig.Params(), sig.Results()
	var inputs, outputs []*types.Var
	for k := range params.Len() {
		if isContext(params.At(k).Type()) {
			s.context = true
			if k == 0 {
				continue
			}
		}
		inputs = append(inputs, params.At(k))
	}
	for k := range results.Len() {
		if isError(results.At(k).Type()) && k == results.Len()-1 {
			s.err = true
			continue
		}
		outputs = append(outputs, results.At(k))
	}
	switch {
	case sig.TypeParams().Len() > 0:
		return s, misfit{"has type parameters", "write a function without type parameters that calls it"}
	case sig.Variadic():
		return s, misfit{"is variadic", in.structHint(inputs)}
	case len(inputs) > 1:
		return s, misfit{fmt.Sprintf("%d parameters, want 1", len(inputs)), in.structHint(inputs)}
	case len(outputs) > 1:
		return s, misfit{fmt.Sprintf("%d results, want 1 and an error", results.Len()), in.resultHint(outputs)}
	}
	if len(inputs) == 1 {
		s.params = inputs[0]
		if m := in.checkParams(s.params); m.text != "" {
			return s, m
		}
	}
	if len(outputs) == 1 {
		s.result = outputs[0]
		return s, in.checkResult(s.result)
	}
	return s, misfit{}
}

// checkParams says what is wrong with the parameter that JSON is decoded into.
func (in *inspector) checkParams(v *types.Var) misfit {
	t := v.Type()
	if kind, _ := classify(t); kind == Raw || isInvalid(t) {
		return misfit{} // of an invalid type the compiler has said what is wrong
	}
	text := fmt.Sprintf("the parameter is %s, want a struct", in.typeString(t))
	switch u := t.Underlying().(type) {
	case *types.Struct:
		if isStruct(t) {
			return misfit{}
		}
	case *types.Pointer:
		if isStruct(u.Elem()) {
			return misfit{}
		}
	case *types.Map:
		return misfit{}
	case *types.Slice:
		if !isBytes(u) {
			return misfit{}
		}
		return misfit{text, "to have the JSON as it is, take a json.RawMessage"}
	case *types.Basic:
		if u.Kind() == types.String {
			return misfit{text, in.structHint([]*types.Var{v}) + "; or, to have the JSON as it is, take a json.RawMessage"}
		}
	}
	if isContext(t) {
		return misfit{text, "make the context the first parameter"}
	}
	return misfit{text, in.structHint([]*types.Var{v})}
}

// checkResult says what is wrong with the result that JSON is made of: platforms want an object or an array.
func (in *inspector) checkResult(v *types.Var) misfit {
	t := v.Type()
	if kind, _ := classify(t); kind == Raw || isInvalid(t) {
		return misfit{} // of an invalid type the compiler has said what is wrong
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		if isStruct(t) {
			return misfit{}
		}
	case *types.Pointer:
		if isStruct(u.Elem()) {
			return misfit{}
		}
	case *types.Map, *types.Array:
		return misfit{}
	case *types.Slice:
		if !isBytes(u) {
			return misfit{}
		}
		return misfit{"the result is " + in.typeString(t), "to give JSON as it is, return a json.RawMessage"}
	case *types.Interface:
		if u.Empty() {
			return misfit{}
		}
		if isError(t) {
			return misfit{"the error is not the last result", "make the error the last result"}
		}
	}
	return misfit{"the result is " + in.typeString(t) + ", want a struct", in.resultHint([]*types.Var{v})}
}

// structHint says how to put parameters into one struct.
func (in *inspector) structHint(vars []*types.Var) string {
	for _, v := range vars {
		if isContext(v.Type()) {
			return "make the context the first parameter"
		}
	}
	inputs := "inputs"
	if len(vars) == 1 {
		inputs = "input"
	}
	return fmt.Sprintf("put the %s in one struct: %s", inputs, in.structDecl("Params", vars, "Input"))
}

// resultHint says how to put results into one struct.
func (in *inspector) resultHint(vars []*types.Var) string {
	for _, v := range vars {
		if isError(v.Type()) {
			return "make the error the last result"
		}
	}
	return "return one struct: " + in.structDecl("Result", vars, "Output")
}

// structDecl declares a struct with a field for each variable: type Params struct { Name string `json:"name"` }. A
// variable without a name gets the one given.
func (in *inspector) structDecl(name string, vars []*types.Var, field string) string {
	var fields []string
	for k, v := range vars {
		own := v.Name()
		if own == "" || own == "_" {
			own = strings.ToLower(field)
			if len(vars) > 1 {
				own += fmt.Sprint(k + 1)
			}
		}
		fields = append(fields, fmt.Sprintf("%s %s `json:%q`", title(own), in.typeString(v.Type()), own))
	}
	return fmt.Sprintf("type %s struct { %s }", name, strings.Join(fields, "; "))
}

// isInvalid reports whether the compiler could not make out what t is.
func isInvalid(t types.Type) bool { return t.Underlying() == types.Typ[types.Invalid] }

func isContext(t types.Type) bool { return isNamed(t, "context", "Context") }

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
