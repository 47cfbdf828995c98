package constraint

import (
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/runtime/codec/format"
	"github.com/owgen/owgen/runtime/codec/format/uri"
)

// broken returns the first key of c that a number or a string, as JSON, breaks, or "". It is judged as a value of type t.
func (w World) broken(c *model.Constraints, t *model.Type, value string) string {
	switch {
	case c.Enum != nil && !slices.ContainsFunc(c.Enum, func(other string) bool { return w.same(t, other, value) }):
		return "enum"
	case t.Kind == model.String:
		return brokenText(c, unquote(value))
	case t.Kind == model.Int || t.Kind == model.Uint || t.Kind == model.Float:
		return w.brokenNumber(c, t, value)
	}
	return ""
}

// brokenNumber is broken for numbers.
func (w World) brokenNumber(c *model.Constraints, t *model.Type, value string) string {
	n, ok := exactly(value)
	if !ok {
		return ""
	}
	order := func(bound *model.Numeral) int {
		if t.Kind != model.Float {
			return n.Cmp(bound.Rat)
		}
		x, _ := strconv.ParseFloat(value, w.bits(t))
		y, _ := strconv.ParseFloat(bound.Text, w.bits(t))
		return new(big.Float).SetFloat64(x).Cmp(new(big.Float).SetFloat64(y))
	}
	switch {
	case c.Minimum != nil && order(c.Minimum) < 0:
		return "minimum"
	case c.Maximum != nil && order(c.Maximum) > 0:
		return "maximum"
	case c.ExclusiveMinimum != nil && order(c.ExclusiveMinimum) <= 0:
		return "exclusiveMinimum"
	case c.ExclusiveMaximum != nil && order(c.ExclusiveMaximum) >= 0:
		return "exclusiveMaximum"
	case c.MultipleOf != nil && !new(big.Rat).Quo(n, c.MultipleOf.Rat).IsInt():
		return "multipleOf"
	}
	return ""
}

// brokenText is broken for strings.
func brokenText(c *model.Constraints, text string) string {
	length := utf8.RuneCountInString(text)
	switch {
	case c.MinLength != nil && length < *c.MinLength:
		return "minLength"
	case c.MaxLength != nil && length > *c.MaxLength:
		return "maxLength"
	case c.Pattern != "" && !regexp.MustCompile(c.Pattern).MatchString(text):
		return "pattern"
	case formats[c.Format] != nil && !formats[c.Format](text):
		return "format"
	}
	return ""
}

// formats are those that are checked.
var formats = map[string]func(string) bool{
	"date-time": format.DateTime, "date": format.Date, "time": format.Time, "duration": format.Duration, "email": format.Email,
	"hostname": format.Hostname, "ipv4": format.IPv4, "ipv6": format.IPv6, "uri": uri.URI, "uuid": format.UUID,
}

// brokenList returns the key of c that a list breaks by its items, each as JSON, or "".
func (w World) brokenList(c *model.Constraints, elem *model.Type, items []string) string {
	switch {
	case c.MinItems != nil && len(items) < *c.MinItems:
		return "minItems"
	case c.MaxItems != nil && len(items) > *c.MaxItems:
		return "maxItems"
	case c.UniqueItems:
		for k, item := range items {
			if slices.ContainsFunc(items[:k], func(other string) bool { return w.same(elem, other, item) }) {
				return "uniqueItems"
			}
		}
	}
	return ""
}
