package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file plans how values are read that are held to something: constraints of a field, or the constants of a type. A field
// is checked where it is read. Where a pointer or a container has such a value in it, and for the constants of a type, a
// function of codec.go reads and checks it. It has the form of all decoders, so that these need not know.

// checked is what a plan has for values that are checked.
type checked struct {
	base  *plan              // how the value is read; nil if only its elements are checked
	held  *model.Constraints // to what
	field bool               // it is for one field, after which it is named, and not for all values of the type
	name  string             // in names that stand for what is checked: ParamsAge
	item  bool               // and there for elements
	key   bool               // it reads keys of maps
}

// checkedPlan is the plan for values that base reads and that are held to c.
func checkedPlan(base *plan, c *model.Constraints) *plan {
	return &plan{typ: base.typ, dir: decoding, checked: &checked{base: base, held: c}, own: true, always: true}
}

// held is plan for a value of type t that a field holds to constraints, with others for its elements. Null says nothing of
// what a pointer would point to.
func (pl planner) held(t *model.Type, own, elem *model.Constraints) *plan {
	if own == nil && elem == nil {
		return pl.plan(t)
	}
	if t.Kind == model.Pointer && t.Method == model.ByKind {
		return pl.holder(t, pl.held(t.Elem, own, elem))
	}
	base := pl.plan(t)
	if elem != nil && (t.Kind == model.Slice || t.Kind == model.Array) {
		inner := pl.held(t.Elem, elem, nil)
		if inner.checked != nil {
			inner.checked.item = inner.checked.field
		}
		base = pl.holder(t, inner)
	}
	if own == nil || !isChecked(t, own) {
		return base
	}
	if own.Enum != nil { // some of those of the type, which need no second look
		base = &plan{typ: t, dir: decoding, call: library(t, decoding)}
	}
	p := checkedPlan(base, own)
	p.checked.field = true
	return p
}

// holder is the plan for a pointer or a list of type t to whose elements inner is applied.
func (pl planner) holder(t *model.Type, inner *plan) *plan {
	if inner == pl.plan(t.Elem) {
		return pl.plan(t)
	}
	return &plan{typ: t, dir: decoding, call: container(t, decoding), elem: inner, own: true, checked: &checked{field: true}}
}

// isChecked reports whether anything in c is checked of values of type t.
func isChecked(t *model.Type, c *model.Constraints) bool { return len(checks(t, c)) > 0 }

// keyPlan returns the plan for the keys of a map that are checked, or nil.
func (pl planner) keyPlan(t *model.Type, dir direction) *plan {
	if t.Kind != model.Map || dir == encoding || t.Key.Enum == nil {
		return nil
	}
	if p := pl[t.Key]; p != nil {
		return p
	}
	base := &plan{typ: t.Key, dir: dir, call: function{model.CodecStep, keyName(t.Key) + "Key"}}
	p := checkedPlan(base, &model.Constraints{Enum: t.Key.Enum})
	p.checked.key = true
	pl[t.Key] = p
	return p
}

// collectChecked is collect for a plan that is for one field, or for keys.
func (c *coder) collectChecked(p *plan, hint string) {
	switch {
	case p.checked.key:
		hint = model.Title(baseName(p.typ.Go, hint)) + "Key"
	case p.checked.item:
		hint += "Item"
	}
	p.name = c.free(verbs[decoding] + hint)
	p.checked.name = p.name[len(verbs[decoding]):]
	c.functions[decoding] = append(c.functions[decoding], p)
	if p.checked.base != nil {
		c.collectInPlace(p.checked.base, hint)
	}
	if p.elem != nil {
		c.collect(p.elem, hint)
	}
}

// emitChecked writes
//
//	// decodeParamsAge reads an int and checks it.
//	func decodeParamsAge(d *codec.Dec, s string, i int, v *int) int {
//		at := i
//		i = codec.Int(d, s, i, v)
//		if *v < 18 {
//			i = d.Refuse(s, at, i, "must be at least 18")
//		}
//		return i
//	}
//
// If the type cannot be spelled, the function is generic.
func (c *coder) emitChecked(f *jen.File, p *plan) {
	params, typ := c.generic(p.typ)
	f.Line()
	f.Commentf("%s reads %s and checks %s.", p.name, spoken(p.typ), p.checked.what())
	fn := f.Func().Id(p.name)
	if params != nil {
		fn.Types(params...)
	}
	fn.Params(c.decoderParams(typ)...).Int().BlockFunc(func(g *jen.Group) {
		if p.checked.base == nil {
			g.Return(c.callRuntime(p, p.argument(jen.Id("v"))))
			return
		}
		if !p.checked.key {
			g.Id(c.at).Op(":=").Id("i")
		}
		base := p.checked.base
		read := c.callRuntime(base, base.argument(jen.Id("v")))
		if base.always {
			read = jen.Id(base.name).Call(append(arguments[decoding](), jen.Id("v"))...)
		}
		g.Id("i").Op("=").Add(read)
		c.emitChecks(g, p, jen.Op("*").Id("v"))
		g.Return(jen.Id("i"))
	})
}

// checkedInPlace reports whether the struct decoder itself checks the field that p is for.
func (p *plan) checkedInPlace() bool {
	return p.checked != nil && p.checked.field && !p.checked.item && p.checked.base != nil
}

// collectField is collectInPlace for a field.
func (c *coder) collectField(p *plan, hint string) {
	if p.dir == decoding && p.checkedInPlace() {
		p.checked.name, p = hint, p.checked.base
	}
	c.collectInPlace(p, hint)
}

// emitCheckedField writes
//
//	at = i
//	i = codec.Int(d, s, i, &v.Age)
//	if v.Age < 18 {
//		i = d.Refuse(s, at, i, "must be at least 18")
//	}
func (c *coder) emitCheckedField(g *jen.Group, p *plan, selector string) {
	g.Id(c.at).Op("=").Id("i")
	g.Id("i").Op("=").Add(c.inPlace(p.checked.base, selector))
	c.emitChecks(g, p, jen.Id(selector))
}

// ownName reports whether the function is not the one for all values of the type, after which that is named.
func (ch *checked) ownName() bool { return ch.field || ch.key }

// what is checked: "it", or "what is in it".
func (ch *checked) what() string {
	if ch.base == nil {
		return "what is in it"
	}
	return "it"
}
