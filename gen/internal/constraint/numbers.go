package constraint

import (
	"fmt"
	"go/types"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/owgen/owgen/gen/internal/model"
)

var (
	integer = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
	number  = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
)

// numeral reads a number that a value of type t can be, or says why it is none.
func (w World) numeral(text string, t *model.Type) (*model.Numeral, string) {
	bits := w.bits(t)
	var err error
	switch t.Kind {
	case model.Float:
		if !number.MatchString(text) {
			return nil, "is no number"
		}
		_, err = strconv.ParseFloat(text, bits)
	case model.Uint:
		if !integer.MatchString(text) {
			return nil, "is no integer"
		}
		_, err = strconv.ParseUint(text, 10, bits)
	default:
		if !integer.MatchString(text) {
			return nil, "is no integer"
		}
		_, err = strconv.ParseInt(text, 10, bits)
	}
	if err != nil {
		return nil, "is out of range for " + w.Spell(t.Go)
	}
	rat, ok := exactly(text)
	if !ok {
		return nil, "is out of range for " + w.Spell(t.Go)
	}
	return &model.Numeral{Text: text, Rat: rat}, ""
}

// numberInstead is what to write in place of a key that is no number of type t.
func numberInstead(key Key, t *model.Type) string {
	if hint := nanoseconds(key, t); hint != "" {
		return hint
	}
	return "write a number that the field can hold"
}

// nanoseconds is what to write in place of a key for a time.Duration that reads like one, 30s, which JSON does not have.
func nanoseconds(key Key, t *model.Type) string {
	d, err := time.ParseDuration(key.Value)
	if err != nil || types.TypeString(t.Go, nil) != "time.Duration" {
		return ""
	}
	return fmt.Sprintf("write nanoseconds: %s:%q", key.Name, strconv.FormatInt(int64(d), 10))
}

// exactly returns the number that text is, unless its exponent is one with which any float is 0.
func exactly(text string) (*big.Rat, bool) {
	if k := strings.IndexAny(text, "eE"); k >= 0 {
		if exp, err := strconv.Atoi(text[k+1:]); err != nil || exp < -1000 || exp > 1000 {
			return nil, false
		}
	}
	return new(big.Rat).SetString(text)
}

// bound reads a bound of numbers.
func (p Place) bound(key Key, t *model.Type, v **model.Numeral) Problem {
	n, wrong := p.numeral(key.Value, t)
	if wrong != "" {
		return Problem{key.Name, fmt.Sprintf("%q %s", key.Value, wrong), numberInstead(key, t)}
	}
	if t.Kind != model.Float {
		if problem := p.checkRange(key, t, n); problem.Msg != "" {
			return problem
		}
	}
	*v = n
	return Problem{}
}

// checkRange reports a bound to which all values of the integer type t keep, or none.
func (p Place) checkRange(key Key, t *model.Type, n *model.Numeral) Problem {
	least, greatest := new(big.Int), new(big.Int).Lsh(big.NewInt(1), uint(p.bits(t)))
	if t.Kind == model.Int {
		greatest.Rsh(greatest, 1)
		least.Neg(greatest)
	}
	greatest.Sub(greatest, big.NewInt(1))
	isLeast, isGreatest := n.Rat.Num().Cmp(least) == 0, n.Rat.Num().Cmp(greatest) == 0
	switch key.Name {
	case "minimum", "maximum":
		if key.Name == "minimum" && isLeast || key.Name == "maximum" && isGreatest {
			return Problem{key.Name, n.Text + " allows all that " + p.Spell(t.Go) + " can hold", "remove it"}
		}
	case "exclusiveMinimum", "exclusiveMaximum":
		if key.Name == "exclusiveMinimum" && isGreatest || key.Name == "exclusiveMaximum" && isLeast {
			return Problem{key.Name, n.Text + " allows nothing that " + p.Spell(t.Go) + " can hold", "write another bound"}
		}
	}
	return Problem{}
}

// multiple reads multipleOf.
func (p Place) multiple(key Key, t *model.Type, v **model.Numeral) Problem {
	n, wrong := p.numeral(key.Value, t)
	switch {
	case wrong != "":
		return Problem{key.Name, fmt.Sprintf("%q %s", key.Value, wrong), numberInstead(key, t)}
	case n.Rat.Sign() <= 0:
		return Problem{key.Name, n.Text + " is not greater than 0", "write a number that is, or remove it"}
	}
	if _, _, ok := n.Decimal(); !ok {
		return Problem{key.Name, n.Text + " has more digits than can be checked", "write one with 19 digits at most"}
	}
	*v = n
	return Problem{}
}

// maxLength is the largest length that JSON Schema's tools agree upon.
const maxLength = 1<<31 - 1

// length reads a number of characters or items.
func length(key Key, v **int) Problem {
	n, err := strconv.ParseUint(key.Value, 10, 31)
	if err != nil || !integer.MatchString(key.Value) {
		return Problem{key.Name, fmt.Sprintf("%q is no integer from 0 to %d", key.Value, maxLength), "write one"}
	}
	length := int(n)
	*v = &length
	return Problem{}
}

// flag reads true or false.
func flag(key Key, v *bool) Problem {
	if key.Value != "true" && key.Value != "false" {
		return Problem{key.Name, fmt.Sprintf("%q is neither true nor false", key.Value), "write " + key.Name + `:"true"`}
	}
	*v = key.Value == "true"
	return Problem{}
}
