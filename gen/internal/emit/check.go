package emit

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file writes the checks of values. Texts are complete when code is generated, so that a check that finds nothing wrong
// is a comparison and no more.

// checks are the keys of c that values of type t are checked by, in the order in which they are checked.
func checks(t *model.Type, c *model.Constraints) []string {
	var keys []string
	add := func(key string, given bool) {
		if given {
			keys = append(keys, key)
		}
	}
	if t.Method != model.ByKind {
		return nil // a format that is for readers only
	}
	add("minimum", c.Minimum != nil)
	add("exclusiveMinimum", c.ExclusiveMinimum != nil)
	add("maximum", c.Maximum != nil)
	add("exclusiveMaximum", c.ExclusiveMaximum != nil)
	add("multipleOf", c.MultipleOf != nil && (t.Kind == model.Float || c.MultipleOf.Text != "1"))
	add("minLength", c.MinLength != nil && *c.MinLength > 0)
	add("maxLength", c.MaxLength != nil)
	add("pattern", c.Pattern != "")
	add("format", model.Formats[c.Format] != "")
	add("minItems", c.MinItems != nil && *c.MinItems > 0)
	add("maxItems", c.MaxItems != nil)
	add("uniqueItems", c.UniqueItems)
	add("enum", c.Enum != nil)
	return keys
}

// emitChecks writes the checks of the value v that p reads.
func (c *coder) emitChecks(g *jen.Group, p *plan, v *jen.Statement) {
	for _, key := range checks(p.typ, p.checked.held) {
		c.emitCheck(g, p, key, v)
	}
}

// emitCheck writes
//
//	if v.Age < 18 {
//		i = d.Refuse(s, at, i, "must be at least 18")
//	}
//
// or, for an enum,
//
//	switch v.Status {
//	case "open", "closed":
//	default:
//		i = d.Refuse(s, at, i, "must be one of open, closed")
//	}
func (c *coder) emitCheck(g *jen.Group, p *plan, key string, v *jen.Statement) {
	held := p.checked.held
	refuse := jen.Id("i").Op("=").Id("d").Dot("Refuse").Call(jen.Id("s"), jen.Id(c.at), jen.Id("i"), jen.Lit(held.Text(key)))
	switch key {
	case "uniqueItems":
		g.Id("i").Op("=").Add(c.codec("Unique")).Call(jen.Id("d"), jen.Id("s"), jen.Id(c.at), jen.Id("i"), v)
	case "enum":
		if p.checked.key {
			refuse = jen.Id("i").Op("=").Id("d").Dot("RefuseKey").Call(jen.Id("i"), jen.Lit("the name "+held.Text(key)))
		}
		g.Switch(v).Block(jen.Case(c.literals(p.typ, held.Enum)...), jen.Default().Block(refuse))
	default:
		g.If(c.broken(p, key, v)).Block(refuse)
	}
}

// broken is the condition under which the value v breaks the key.
func (c *coder) broken(p *plan, key string, v *jen.Statement) *jen.Statement {
	held, v := p.checked.held, v.Clone()
	switch key {
	case "minimum":
		return v.Op("<").Add(c.literal(p.typ, held.Minimum.Text))
	case "maximum":
		return v.Op(">").Add(c.literal(p.typ, held.Maximum.Text))
	case "exclusiveMinimum":
		return v.Op("<=").Add(c.literal(p.typ, held.ExclusiveMinimum.Text))
	case "exclusiveMaximum":
		return v.Op(">=").Add(c.literal(p.typ, held.ExclusiveMaximum.Text))
	case "multipleOf":
		if p.typ.Kind != model.Float {
			return v.Op("%").Add(c.literal(p.typ, held.MultipleOf.Text)).Op("!=").Lit(0)
		}
		digits, exp, _ := held.MultipleOf.Decimal()
		return jen.Op("!").Add(c.codec("MultipleOf")).Call(jen.Id("s"), jen.Id(c.at), jen.Id(strconv.FormatUint(digits, 10)), jen.Lit(exp))
	case "minLength":
		return c.codec("Shorter").Call(v, jen.Lit(*held.MinLength))
	case "maxLength":
		return c.codec("Longer").Call(v, jen.Lit(*held.MaxLength))
	case "minItems":
		return jen.Len(v).Op("<").Lit(*held.MinItems)
	case "maxItems":
		return jen.Len(v).Op(">").Lit(*held.MaxItems)
	case "pattern":
		return jen.Op("!").Id(c.patterns[held.Pattern]).Dot("Matches").Call(c.text(p.typ, v))
	}
	return jen.Op("!").Add(c.format(held.Format)).Call(c.text(p.typ, v))
}

// text is v, of type t, as a string.
func (c *coder) text(t *model.Type, v *jen.Statement) *jen.Statement {
	if isPlainString(t) {
		return v
	}
	return jen.String().Call(v)
}

// formatFunctions are the names of the functions of package format.
var formatFunctions = map[string]string{
	"date-time": "DateTime", "date": "Date", "time": "Time", "duration": "Duration", "email": "Email", "hostname": "Hostname",
	"ipv4": "IPv4", "ipv6": "IPv6", "uuid": "UUID",
}

// format is the function that knows a format.
func (c *coder) format(name string) *jen.Statement {
	if name == "uri" {
		return jen.Qual(c.ow+model.URIStep, "URI")
	}
	return jen.Qual(c.ow+model.FormatStep, formatFunctions[name])
}

// importChecks names what the checks need: packages, and a variable for each pattern, after the function that is the first to
// match against it. Who has no such check has no such name taken.
func (c *coder) importChecks() {
	c.patterns = map[string]string{}
	for p := range c.checkedPlans {
		held := p.checked.held
		for _, key := range checks(p.typ, held) {
			switch {
			case key == "pattern" && c.patterns[held.Pattern] == "":
				c.patterns[held.Pattern] = c.free("pattern" + p.checked.name)
				c.patternOrder = append(c.patternOrder, held.Pattern)
				c.importOnce(c.ow+model.PatternStep, "pattern")
			case key == "format" && held.Format == "uri":
				c.importOnce(c.ow+model.URIStep, "uri")
			case key == "format":
				c.importOnce(c.ow+model.FormatStep, "format")
			}
		}
	}
}

// checkedPlans yields the plans of values that are checked, in the order in which they are written.
func (c *coder) checkedPlans(yield func(*plan) bool) {
	for _, p := range c.functions[decoding] {
		if p.checked != nil && p.checked.held != nil && !yield(p) {
			return
		}
		for _, field := range p.fields {
			if field != nil && field.checkedInPlace() && !yield(field) {
				return
			}
		}
	}
}

// emitPatterns writes
//
//	// These are compiled when the first value is matched.
//	var patternParamsSKU = pattern.Pattern{Text: "^[A-Z]+$"}
func (c *coder) emitPatterns(f *jen.File) {
	if len(c.patternOrder) == 0 {
		return
	}
	f.Line()
	f.Comment("Patterns are compiled when the first value is matched.")
	f.Var().DefsFunc(func(g *jen.Group) {
		for _, text := range c.patternOrder {
			g.Id(c.patterns[text]).Op("=").Qual(c.ow+model.PatternStep, "Pattern").Values(jen.Dict{jen.Id("Text"): jen.Lit(text)})
		}
	})
}
