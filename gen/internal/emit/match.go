package emit

import (
	"cmp"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about names of parameters, which come from queries and forms: what member of an object they mean, and what JSON
// their text becomes. A handler whose parameters are an object has a function for them, and so has each object in it.

// A matcher is such a function.
type matcher struct {
	typ   *model.Type // an object
	name  string
	again bool // there is one of the name, for a model of the same type that is read in another way
}

// parameters returns the object that f is made of, whose members may be in a query or a form as well, or nil.
func parameters(f *model.Form) *model.Type {
	t := f.JSON()
	if t == nil {
		return nil
	}
	switch o := objectOf(t); {
	case o == nil:
	case o.Kind == model.Struct && len(o.Fields) > 0, o.Kind == model.Map && asText(o.Elem).fills():
		return o
	}
	return nil
}

// objectOf returns what t is if names find members in it: a struct, or a map of strings. Methods of its own hide what it is.
func objectOf(t *model.Type) *model.Type {
	if t = pointee(t); t.Method != model.ByKind || t.Kind != model.Struct && (t.Kind != model.Map || t.Key.Kind != model.String || t.Key.Method != model.ByKind) {
		return nil
	}
	return t
}

// pointee is what t is, or points to, as JSON has it. A pointer that points to pointers for ever is what it is.
func pointee(t *model.Type) *model.Type {
	seen := map[*model.Type]bool{}
	for t = t.AsJSON(); t.Kind == model.Pointer && t.Method == model.ByKind && !seen[t]; t = t.Elem.AsJSON() {
		seen[t] = true
	}
	return t
}

// collectMatcher names the function for t, and those that it calls.
func (c *coder) collectMatcher(t *model.Type, hint string) {
	if c.matcher(t) != "" {
		return
	}
	base := c.base(t, hint)
	m := matcher{typ: t, name: "match" + base}
	m.again = slices.ContainsFunc(c.matchers, func(other matcher) bool { return other.name == m.name })
	c.matchers = append(c.matchers, m)
	for _, f := range t.Fields {
		if inner := inside(f); inner != nil {
			c.collectMatcher(inner, base+model.Title(model.LastStep(f.Go)))
		}
	}
}

// inside returns the struct that f holds, if its members can be named.
func inside(f model.Field) *model.Type {
	if t := objectOf(f.Type); t != nil && t.Kind == model.Struct && len(t.Fields) > 0 && !f.Quoted {
		return t
	}
	return nil
}

// matcher returns the name of the function for t, "" if it has none.
func (c *coder) matcher(t *model.Type) string {
	for _, m := range c.matchers {
		if m.typ == t {
			return m.name
		}
	}
	return ""
}

// emitMatcher writes
//
//	// matchParams finds the member of a shop.Params that a parameter is named after.
//	func matchParams(m *codec.Match) bool {
//		return m.Is("page", codec.AsNumber) ||
//			m.Is("tags", codec.List|codec.AsString) ||
//			m.Inside("filter", matchFilter)
//	}
//
// Under case=exact it begins with m.Exact() &&.
func (c *coder) emitMatcher(f *jen.File, m matcher) {
	if m.again {
		return
	}
	f.Line()
	f.Commentf("%s finds the member of %s that a parameter is named after.", m.name, spoken(m.typ))
	f.Func().Id(m.name).Params(jen.Id("m").Op("*").Add(c.codec("Match"))).Bool().Block(jen.Return(c.matching(m.typ)))
}

// matching is what the function for t returns.
func (c *coder) matching(t *model.Type) *jen.Statement {
	switch {
	case t.Kind == model.Map:
		return jen.Id("m").Dot("Any").Call(c.as(asText(t.Elem)))
	case t.Options.ExactCase:
		return jen.Id("m").Dot("Exact").Call().Op("&&").Parens(c.members(t))
	}
	return c.members(t)
}

// members asks for each member in turn.
func (c *coder) members(t *model.Type) *jen.Statement {
	s := jen.Null()
	for k, f := range t.Fields {
		if k > 0 {
			s.Op("||").Line()
		}
		if inner := inside(f); inner != nil {
			s.Id("m").Dot("Inside").Call(jen.Lit(f.Name), jen.Id(c.matcher(inner)))
			continue
		}
		as := asText(f.Type)
		if f.Quoted {
			as = append(text{"Quoted"}, as...)
		}
		s.Id("m").Dot("Is").Call(jen.Lit(f.Name), c.as(as))
	}
	return s
}

// A text is what text becomes, as constants of runtime/codec: {"List", "AsNumber"}.
type text []string

// fills reports whether there is text that becomes a value.
func (t text) fills() bool { return t[len(t)-1] != asNothing }

// asText says what text becomes where a value of type t is wanted.
func asText(t *model.Type) text {
	t = pointee(t)
	if t.Method == model.ByKind && (t.Kind == model.Slice || t.Kind == model.Array) {
		return text{"List", oneText(pointee(t.Elem))}
	}
	return text{oneText(t)}
}

// oneText is asText for what is no list.
func oneText(t *model.Type) string {
	switch {
	case t.Method == model.ByText, t.Method == model.ByJSON && t.Kind == model.String:
		return "AsText"
	case t.Method != model.ByKind:
		return "AsJSON"
	}
	return cmp.Or(kindTexts[t.Kind], asNothing)
}

// asNothing is for types that no text fills.
const asNothing = "AsNothing"

// kindTexts are what text becomes for the kinds that it fills.
var kindTexts = map[model.Kind]string{
	model.Bool: "AsBool", model.Int: "AsNumber", model.Uint: "AsNumber", model.Float: "AsNumber", model.Number: "AsNumber",
	model.String: "AsString", model.Any: "AsAny", model.Raw: "AsAny", model.Bytes: "AsText", model.Time: "AsText",
}

// as spells what text becomes: codec.List|codec.AsNumber.
func (c *coder) as(t text) *jen.Statement {
	s := c.codec(t[0])
	for _, name := range t[1:] {
		s.Op("|").Add(c.codec(name))
	}
	return s
}
