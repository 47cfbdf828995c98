package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file follows a plan where a value is treated.

// inPlace is the expression that treats the operand at selector "v.Items":
//
//	codec.Slice(d, s, i, &v.Items, decodeItem)
//	codec.AppendSlice(e, b, &v.Items, encodeItem)
func (c *coder) inPlace(p *plan, selector string) *jen.Statement {
	v := jen.Op("&").Id(selector)
	if p.takesSlice() {
		v = jen.Id(selector).Index(jen.Op(":"))
	}
	return c.apply(p, v)
}

// takesSlice reports whether what is called in place is given a slice instead of a pointer.
func (p *plan) takesSlice() bool { return p.typ.Kind == model.Array && p.elem != nil }

// argument is what the runtime's function of the plan is given for v, a pointer to the value.
func (p *plan) argument(v *jen.Statement) *jen.Statement {
	switch {
	case p.takesSlice():
		return v.Index(jen.Op(":"))
	case p.typ.Kind == model.Any: // an interface type of its own name is another type
		return jen.Parens(jen.Op("*").Interface()).Call(v)
	}
	return v
}

// apply is inPlace with the argument for the value.
func (c *coder) apply(p *plan, v jen.Code) *jen.Statement {
	if p.always {
		return jen.Id(p.name).Call(append(arguments[p.dir](), v)...)
	}
	return c.callRuntime(p, v)
}

// callRuntime is the call of the runtime's function of the plan.
func (c *coder) callRuntime(p *plan, v jen.Code) *jen.Statement {
	args := append(arguments[p.dir](), v)
	if p.key != nil {
		args = append(args, c.passed(p.key))
	}
	if p.elem != nil {
		args = append(args, c.passed(p.elem))
	}
	return c.function(p.call).Call(args...)
}

// passed is the function that treats a value, as an argument for another function.
func (c *coder) passed(p *plan) *jen.Statement {
	if p.own {
		return jen.Id(p.name)
	}
	return c.function(p.call)
}

// function names a function of the runtime.
func (c *coder) function(f function) *jen.Statement { return jen.Qual(c.ow+f.step, f.name) }

// arguments are the first arguments of all functions of codecs.
var arguments = [2]func() []jen.Code{
	func() []jen.Code { return []jen.Code{jen.Id("d"), jen.Id("s"), jen.Id("i")} },
	func() []jen.Code { return []jen.Code{jen.Id("e"), jen.Id("b")} },
}
