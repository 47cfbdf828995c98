package schema

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// A def is a schema that has a name in a document. One type may have several: it is read and written, and by handlers with
// different options.
type def struct {
	typ   *types.Named
	reads bool
	self  schema
	class int    // the defs of one class are the same, and printed once
	name  string // of the class
}

// def returns the def of a use.
func (b *builder) def(u use) *def {
	if d := b.defs[u]; d != nil {
		return d
	}
	d := b.add(u, nil)
	d.self = b.described(b.inPlace(u), u.Go) // in which it may be met again
	return d
}

// add makes a schema the def of a use, if there is none.
func (b *builder) add(u use, self schema) *def {
	if d := b.defs[u]; d != nil {
		return d
	}
	d := &def{typ: types.Unalias(u.Go).(*types.Named), reads: u.reads(), self: self}
	b.defs[u] = d
	b.order = append(b.order, d)
	return d
}

// classify finds out which defs of a type are the same: those whose schemas do not differ, nor what these refer to. It begins
// with one class for each type, and splits classes until there is no difference in any.
func (b *builder) classify() {
	var known typeutil.Map
	for _, d := range b.order {
		if known.At(d.typ) == nil {
			known.Set(d.typ, known.Len())
		}
		d.class = known.At(d.typ).(int)
	}
	for before := 0; ; {
		classes := map[string]int{}
		split := make([]int, len(b.order))
		for k, d := range b.order {
			text := appendValue(nil, d.self, func(to *def) string { return fmt.Sprint(to.class) })
			key := fmt.Sprintf("%d %s", d.class, text)
			if _, ok := classes[key]; !ok {
				classes[key] = len(classes)
			}
			split[k] = classes[key]
		}
		for k, d := range b.order {
			d.class = split[k]
		}
		if len(classes) == before {
			return
		}
		before = len(classes)
	}
}

// firsts returns the first def of each class.
func (b *builder) firsts() []*def {
	var firsts []*def
	for _, d := range b.order {
		if d.class == len(firsts) { // classes are numbered in order of first use
			firsts = append(firsts, d)
		}
	}
	return firsts
}
