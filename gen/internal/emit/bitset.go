package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// A bitset is a variable of a decoder with a bit for each of some fields: an integer, or for more than 64 an array of them.
type bitset struct {
	name   string
	fields []model.Field
}

// words is how many integers b needs.
func (b bitset) words() int { return (len(b.fields) + 63) / 64 }

// index returns the bit that is f's, or -1.
func (b bitset) index(f model.Field) int {
	for k, other := range b.fields {
		if other.Go == f.Go {
			return k
		}
	}
	return -1
}

// declaration is var seen uint64, or var seen [2]uint64.
func (b bitset) declaration() *jen.Statement { return jen.Var().Id(b.name).Add(b.typ()) }

func (b bitset) typ() *jen.Statement {
	if n := b.words(); n > 1 {
		return jen.Index(jen.Lit(n)).Uint64()
	}
	return jen.Uint64()
}

// set is seen |= 1 << 3, or seen[1] |= 1 << 3.
func (b bitset) set(bit int) *jen.Statement {
	return b.word(bit).Op("|=").Add(mask(bit))
}

// isSet is seen&(1<<3) != 0.
func (b bitset) isSet(bit int) *jen.Statement {
	return b.word(bit).Op("&").Parens(mask(bit)).Op("!=").Lit(0)
}

// isClear is seen&(1<<3) == 0.
func (b bitset) isClear(bit int) *jen.Statement {
	return b.word(bit).Op("&").Parens(mask(bit)).Op("==").Lit(0)
}

func mask(bit int) *jen.Statement { return jen.Lit(1).Op("<<").Lit(bit % 64) }

// word is the integer that holds the bit.
func (b bitset) word(bit int) *jen.Statement {
	if b.words() > 1 {
		return jen.Id(b.name).Index(jen.Lit(bit / 64))
	}
	return jen.Id(b.name)
}

// full is b with all bits set: 1<<4 - 1, or [2]uint64{1<<64 - 1, 1<<4 - 1}.
func (b bitset) full() *jen.Statement {
	var words []jen.Code
	for rest := len(b.fields); rest > 0; rest -= 64 {
		words = append(words, jen.Lit(1).Op("<<").Lit(min(rest, 64)).Op("-").Lit(1))
	}
	if len(words) == 1 {
		return jen.Add(words[0])
	}
	return b.typ().Values(words...)
}

// slice is []uint64{seen}, or seen[:].
func (b bitset) slice() *jen.Statement {
	if b.words() > 1 {
		return jen.Id(b.name).Index(jen.Op(":"))
	}
	return jen.Index().Uint64().Values(jen.Id(b.name))
}
