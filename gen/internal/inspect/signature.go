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
	params  *types.Var  // nil if there are none
	input   *model.Form // of params
	result  *types.Var  // nil if there is none
	output  *model.Form // of result
	err     bool
}

// givesError reports whether the function says whether it failed: a stream does so at its end.
func (s shape) givesError() bool { return s.err || s.output.Has(model.Stream) }

// takesStruct reports whether the parameter is a struct or a pointer to one.
func (s shape) takesStruct() bool {
	return s.params != nil && (isStruct(pointee(s.params.Type())) || isInvalid(s.params.Type()))
}

// isTelling reports whether the types are such that the function can hardly be anything but a handler.
func (s shape) isTelling() bool {
	return s.input.Has(model.Request, model.Event) || s.output.Has(model.Response, model.Event, model.Stream) ||
		s.takesStruct() && s.output.Has(model.JSON, model.NoBody)
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
		if s.input, m = fd.formOf(s.params, model.Reading); m.Msg != "" {
			return s, m
		}
	}
	if len(outputs) == 1 {
		s.result = outputs[0]
		s.output, m = fd.formOf(s.result, model.Writing)
	}
	return s, m
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
	return fd.misplacedError(sig, outputs)
}

// misplacedError is misplaced for errors. outputs are the results without an error that is the last one.
func (fd *finder) misplacedError(sig *types.Signature, outputs []*types.Var) source.Misfit {
	if slices.ContainsFunc(outputs, func(v *types.Var) bool { return isError(v.Type()) }) {
		if len(outputs) < sig.Results().Len() {
			return source.Misfit{Msg: "gives two errors", Hint: "return one error: errors.Join makes one of several"}
		}
		return source.Misfit{Msg: "the error is not the last result", Hint: "make the error the last result"}
	}
	if len(outputs) == 0 || len(outputs) < sig.Results().Len() {
		return source.Misfit{}
	}
	last := outputs[len(outputs)-1].Type()
	name := fd.TypeString(last)
	switch {
	case len(outputs) > 1 && types.Implements(last, errorInterface):
		return source.Misfit{Msg: "the last result is " + name + ", which is not error itself", Hint: "return error instead of " + name}
	case len(outputs) == 1 && (types.Implements(last, errorInterface) || types.Implements(types.NewPointer(last), errorInterface)):
		return source.Misfit{Msg: "the result is " + name + ", an error that callers would get as a success",
			Hint: "return error instead of " + name + ", or, if it is a result, (" + name + ", error)"}
	}
	return source.Misfit{}
}

// structHint says how to put parameters into one struct.
func (fd *finder) structHint(vars []*types.Var) string {
	if slices.ContainsFunc(vars, func(v *types.Var) bool { return fd.isForm(v.Type()) }) {
		return "take one of them: ow.Request[T] has a Body of type T, ow.Event[T] has Data"
	}
	inputs := "inputs"
	if len(vars) == 1 {
		inputs = "input"
	}
	return fmt.Sprintf("put the %s in one struct: %s", inputs, fd.structDecl("Params", vars, "Input"))
}

// resultHint says how to put results into one struct.
func (fd *finder) resultHint(vars []*types.Var) string {
	if slices.ContainsFunc(vars, func(v *types.Var) bool { return fd.isForm(v.Type()) }) {
		return "return one of them: ow.Response[T] has a Body of type T, ow.Event[T] has Data"
	}
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

func isError(t types.Type) bool { return types.Identical(t, errorType) }

// isStruct reports whether t is a struct type that stands for a JSON object: time.Time is one that does not.
func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok && !isNamed(t, "time", "Time")
}

func isBytes(t *types.Slice) bool {
	elem, ok := t.Elem().Underlying().(*types.Basic)
	return ok && elem.Kind() == types.Uint8
}
