// Package quoted has fields with the option string whose types have methods: these read what is in the string, and write
// as if there was no such option.
package quoted

import (
	"errors"
	"strconv"
)

// A Celsius writes and reads itself as JSON.
type Celsius float64

// MarshalJSON writes a number in an array.
func (c Celsius) MarshalJSON() ([]byte, error) {
	return []byte("[" + strconv.FormatFloat(float64(c), 'f', 1, 64) + "]"), nil
}

// UnmarshalJSON takes any text that is short enough.
func (c *Celsius) UnmarshalJSON(text []byte) error {
	if len(text) > 9 {
		return errors.New("too long")
	}
	*c = Celsius(len(text))
	return nil
}

// A Level writes and reads itself as text.
type Level int

// MarshalText fails for one of the values.
func (l Level) MarshalText() ([]byte, error) {
	if l == 3 {
		return nil, errors.New("3 is not a level")
	}
	return []byte(strconv.Itoa(int(l))), nil
}

// UnmarshalText reads a number of any length.
func (l *Level) UnmarshalText(text []byte) error { *l = Level(len(text)); return nil }

// A Half only writes itself, and only where it has an address. It is read as the string it is.
type Half string

// MarshalText writes half of the text.
func (h *Half) MarshalText() ([]byte, error) { return []byte((*h)[:len(*h)/2]), nil }

// A Reader only reads itself.
type Reader bool

// UnmarshalJSON is for true.
func (r *Reader) UnmarshalJSON(text []byte) error { *r = string(text) == "true"; return nil }

// Temperature has the option on each kind of type with methods.
type Temperature struct {
	C    Celsius  `json:"c,string"`
	PC   *Celsius `json:"pc,string,omitempty"`
	L    Level    `json:"l,string,omitempty"`
	PL   *Level   `json:"pl,string"`
	H    Half     `json:"h,string"`
	PH   *Half    `json:"ph,string"`
	R    Reader   `json:"r,string,omitzero"`
	PR   *Reader  `json:"pr,string"`
	Bare Celsius  `json:"bare"`
}

// Params has Temperatures with an address and without.
type Params struct {
	Temperature
	ByName map[string]Temperature `json:"byName"`
}

// Echo returns what it gets.
func Echo(p Params) (Params, error) { return p, nil }
