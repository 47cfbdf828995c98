package model

import (
	"encoding/json"
	"math/big"
	"strconv"
	"strings"
)

// Constraints are what the tags of a field say of the values that a caller may send. The zero value allows all. They say
// nothing of a member that is absent, nor of null where null is a value.
type Constraints struct {
	// Numbers. They are exact, also where the field is a float, which generated code compares after rounding.
	Minimum, Maximum                   *Numeral
	ExclusiveMinimum, ExclusiveMaximum *Numeral
	MultipleOf                         *Numeral

	// Strings.
	MinLength, MaxLength *int // in code points
	Pattern              string
	Format               string // may be one that is not checked, and for types with an UnmarshalText is never checked

	// Slices.
	MinItems, MaxItems *int
	UniqueItems        bool

	// Enum are the allowed values as JSON, in the order and the spelling of the tag: those of a string are quoted. If the
	// type has an Enum, too, these are some of its values.
	Enum []string
}

// A Numeral is a number in a tag.
type Numeral struct {
	Text string   // as it is written, which is JSON
	Rat  *big.Rat // what it is
}

// Formats are the formats of strings that are checked, each with what a caller is told of one that is not.
var Formats = map[string]string{
	"date-time": "a date-time like 2006-01-02T15:04:05Z",
	"date":      "a date like 2006-01-02",
	"time":      "a time like 15:04:05Z",
	"duration":  "a duration like P1DT12H",
	"email":     "an email",
	"hostname":  "a hostname",
	"ipv4":      "an IPv4 address",
	"ipv6":      "an IPv6 address",
	"uri":       "a URI",
	"uuid":      "a UUID",
}

// Text is what a caller is told whose value breaks the key of c. Which items are equal is told at run time.
func (c *Constraints) Text(key string) string {
	switch key {
	case "minimum":
		return "must be at least " + c.Minimum.Text
	case "maximum":
		return "must be at most " + c.Maximum.Text
	case "exclusiveMinimum":
		return "must be greater than " + c.ExclusiveMinimum.Text
	case "exclusiveMaximum":
		return "must be less than " + c.ExclusiveMaximum.Text
	case "multipleOf":
		return "must be a multiple of " + c.MultipleOf.Text
	case "minLength":
		return "must have at least " + count(*c.MinLength, "character")
	case "maxLength":
		return "must have at most " + count(*c.MaxLength, "character")
	case "minItems":
		return "must have at least " + count(*c.MinItems, "item")
	case "maxItems":
		return "must have at most " + count(*c.MaxItems, "item")
	case "pattern":
		return "must match " + shorten(c.Pattern)
	case "format":
		return "must be " + Formats[c.Format]
	}
	return EnumText(c.Enum)
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// longestText is how much of an enum or a pattern a caller is told, in bytes.
const longestText = 300

// EnumText is what a caller is told whose value is none of those of an enum: must be one of a, b, c.
func EnumText(enum []string) string {
	if len(enum) == 1 {
		return "must be " + ListOf(enum)
	}
	return "must be one of " + ListOf(enum)
}

// ListOf is a list of values for people: a, b, c. A long one ends early.
func ListOf(enum []string) string {
	var b strings.Builder
	for k, value := range enum {
		if k > 0 {
			b.WriteString(", ")
		}
		if k > 0 && b.Len() > longestText {
			b.WriteString("…")
			break
		}
		b.WriteString(shorten(plain(value)))
	}
	return b.String()
}

// plain is a value of an enum without the quotes of a string, unless it would look like nothing, or like several.
func plain(value string) string {
	var text string
	if json.Unmarshal([]byte(value), &text) != nil || text == "" || strings.ContainsAny(text, ", \n\t") {
		return value
	}
	return text
}

func shorten(text string) string {
	if len(text) <= longestText {
		return text
	}
	return strings.ToValidUTF8(text[:longestText], "") + "…"
}

// Decimal returns n, which is greater than 0, as digits × 10^exp, where digits are no multiple of 10. It reports false if
// they do not fit 64 bits.
func (n *Numeral) Decimal() (digits uint64, exp int, ok bool) {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(n.Text), "e")
	if exponent != "" {
		var err error
		if exp, err = strconv.Atoi(exponent); err != nil {
			return 0, 0, false
		}
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	text := strings.TrimRight(whole+fraction, "0")
	exp += len(whole) - len(text)
	digits, err := strconv.ParseUint(text, 10, 64)
	return digits, exp, err == nil
}
