package constraint

import (
	"fmt"
	"math/big"

	"github.com/owgen/owgen/gen/internal/model"
)

// conflicts returns the keys of c, for values of type t, that contradict each other, and takes one of each two out of c.
func (p Place) conflicts(c *model.Constraints, t *model.Type) []Problem {
	var problems []Problem
	add := func(key, msg, hint string) { problems = append(problems, Problem{key, msg, hint}) }
	if c.Minimum != nil && c.ExclusiveMinimum != nil {
		add("minimum", "stands beside exclusiveMinimum", "write one of the two")
		c.ExclusiveMinimum = nil
	}
	if c.Maximum != nil && c.ExclusiveMaximum != nil {
		add("maximum", "stands beside exclusiveMaximum", "write one of the two")
		c.ExclusiveMaximum = nil
	}
	if p.isEmptyRange(c, t) {
		add(lowerKey(c), fmt.Sprintf("leaves no value: %s, and %s", c.Text(lowerKey(c)), c.Text(upperKey(c))), "swap or change the bounds")
		c.Maximum, c.ExclusiveMaximum = nil, nil
	}
	if c.MinLength != nil && c.MaxLength != nil && *c.MinLength > *c.MaxLength {
		add("minLength", fmt.Sprintf("%d is above maxLength, %d", *c.MinLength, *c.MaxLength), "swap or change the two")
		c.MaxLength = nil
	}
	if c.MinItems != nil && c.MaxItems != nil && *c.MinItems > *c.MaxItems {
		add("minItems", fmt.Sprintf("%d is above maxItems, %d", *c.MinItems, *c.MaxItems), "swap or change the two")
		c.MaxItems = nil
	}
	if value, key := p.brokenEnum(c, t); key != "" {
		add("enum", fmt.Sprintf("allows %s, which breaks %s: %s", value, key, c.Text(key)), "remove that value, or the other key")
		c.Enum = nil
	}
	return problems
}

func lowerKey(c *model.Constraints) string {
	if c.Minimum != nil {
		return "minimum"
	}
	return "exclusiveMinimum"
}

func upperKey(c *model.Constraints) string {
	if c.Maximum != nil {
		return "maximum"
	}
	return "exclusiveMaximum"
}

// isEmptyRange reports whether no value of type t keeps to the bounds of c.
func (p Place) isEmptyRange(c *model.Constraints, t *model.Type) bool {
	lower, upper := c.Minimum, c.Maximum
	open := lower == nil || upper == nil // an end is no part of the range
	if lower == nil {
		lower = c.ExclusiveMinimum
	}
	if upper == nil {
		upper = c.ExclusiveMaximum
	}
	if lower == nil || upper == nil {
		return false
	}
	if t.Kind == model.Float {
		order := lower.Rat.Cmp(upper.Rat)
		return order > 0 || order == 0 && open
	}
	least, greatest := new(big.Int).Set(lower.Rat.Num()), new(big.Int).Set(upper.Rat.Num())
	if c.Minimum == nil {
		least.Add(least, big.NewInt(1))
	}
	if c.Maximum == nil {
		greatest.Sub(greatest, big.NewInt(1))
	}
	return least.Cmp(greatest) > 0
}

// brokenEnum returns a value of the enum of c that breaks another key of c, and that key; "" if there is none.
func (p Place) brokenEnum(c *model.Constraints, t *model.Type) (value, key string) {
	others := *c
	others.Enum = nil
	for _, value := range c.Enum {
		if key := p.broken(&others, t, value); key != "" {
			return value, key
		}
	}
	return "", ""
}
