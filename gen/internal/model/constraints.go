package model

import "math/big"

// Constraints are what the tags of a field say of the values that a caller may send. The zero value allows all. They say nothing of
// a member that is absent, nor of null where null is a value.
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
