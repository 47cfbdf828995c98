package schema

import (
	"encoding/json"
	"math/big"
	"strings"
)

// number writes a number that is valid under s, if there is one.
func (w *writer) number(s map[string]any) string {
	integer := kindOf(s) == "integer"
	if integer && w.chance(10) {
		switch {
		case s["format"] == "int64" && len(s) == 2:
			return w.pick("9007199254740993", "-9223372036854775808", "9223372036854775807")
		case s["format"] == "uint64" && len(s) == 3 && s["minimum"] == json.Number("0"):
			return "18446744073709551615"
		}
	}
	step := big.NewRat(1, 4)
	if integer {
		step.SetInt64(1)
	}
	if m := rational(s["multipleOf"]); m != nil {
		step = m
	}
	lower, upper := rational(s["minimum"]), rational(s["maximum"])
	low, high := rational(s["exclusiveMinimum"]), rational(s["exclusiveMaximum"])
	from, to := first(lower, low), first(upper, high)
	switch {
	case from == nil && to == nil:
		from, to = big.NewRat(-50, 1), big.NewRat(50, 1)
	case from == nil:
		from = new(big.Rat).Sub(to, big.NewRat(50, 1))
	case to == nil:
		to = new(big.Rat).Add(from, big.NewRat(50, 1))
	}
	k := ceil(new(big.Rat).Quo(from, step))
	last := ceil(new(big.Rat).Quo(to, step)) // may be too large by one
	if span := last - k + 1; !w.chance(20) && span > 0 {
		k += w.Int64N(span)
	}
	value := new(big.Rat).Mul(step, new(big.Rat).SetInt64(k))
	if low != nil && value.Cmp(low) == 0 || value.Cmp(from) < 0 {
		value.Add(value, step)
	}
	if high != nil && value.Cmp(high) == 0 || value.Cmp(to) > 0 {
		value.Sub(value, step)
	}
	return decimal(value)
}

// wrongNumber writes a number that breaks one of the keywords, or "" if there is none. It is further away than rounding to a float
// is.
func (w *writer) wrongNumber(s map[string]any) string {
	one := big.NewRat(1, 1)
	var wrong []string
	for keyword, far := range map[string]*big.Rat{
		"minimum": big.NewRat(-1, 1), "maximum": one, "exclusiveMinimum": new(big.Rat), "exclusiveMaximum": new(big.Rat),
	} {
		if limit := rational(s[keyword]); limit != nil {
			wrong = append(wrong, decimal(limit.Add(limit, far)))
		}
	}
	if step := rational(s["multipleOf"]); step != nil && (kindOf(s) != "integer" || step.Cmp(one) > 0) {
		between := new(big.Rat).Mul(step, big.NewRat(1, 2))
		if kindOf(s) == "integer" {
			between = one
		}
		if n, ok := new(big.Rat).SetString(w.number(s)); ok {
			wrong = append(wrong, decimal(n.Add(n, between)))
		}
	}
	if kindOf(s) == "integer" {
		wrong = append(wrong, "1.5")
	}
	return w.pick(wrong...)
}

// rational is what a keyword says, or nil.
func rational(v any) *big.Rat {
	n, ok := v.(json.Number)
	if !ok {
		return nil
	}
	r, _ := new(big.Rat).SetString(string(n))
	return r
}

func first(a, b *big.Rat) *big.Rat {
	if a != nil {
		return a
	}
	return b
}

// ceil is the least integer that is not less than r.
func ceil(r *big.Rat) int64 {
	q := new(big.Int).Div(r.Num(), r.Denom()) // rounds down
	if !r.IsInt() {
		q.Add(q, big.NewInt(1))
	}
	return q.Int64()
}

// decimal writes a number whose digits end.
func decimal(r *big.Rat) string {
	text := r.FloatString(20)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
