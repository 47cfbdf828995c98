package inspect

import (
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// Facts are what there is to know of a type in a mode, wherever it is met.
type facts struct {
	kind    model.Kind
	method  model.Method // of its own, by which it is read or written
	zero    model.Zero
	misfit  source.Misfit // why JSON cannot stand for it; the message follows the name of the type
	spelled types.Type    // as the generated program writes it: see model.Spelling; nil if it cannot
	detour  string        // why values go through encoding/json as a whole, "" if generated code treats them
}

// factsOf looks the facts up, or finds them.
func (ty *typer) factsOf(t types.Type, mode model.Mode) *facts {
	table := tableFor(ty.facts, mode)
	if known := table.At(t); known != nil {
		return known.(*facts)
	}
	f := ty.findFacts(t, mode)
	table.Set(t, f)
	return f
}

// findFacts finds the facts of t in the mode.
func (ty *typer) findFacts(t types.Type, mode model.Mode) *facts {
	f := &facts{method: methodOf(t, mode), spelled: model.Spelling(t, ty.outPath)}
	f.kind, f.misfit = classify(t, mode)
	switch {
	case ty.runtime.isOurs(t):
		f.misfit = source.Misfit{Msg: "is no part of a JSON document", Hint: verb(mode) + " " + ty.TypeString(t) + " itself"}
	case f.kind == model.Time || f.kind == model.Raw:
		f.method = model.ByKind // runtime/codec does what the methods of these do
	case f.method != model.ByKind || streams(t, mode):
		f.misfit = source.Misfit{} // what the type is made of does not matter
	case f.kind == model.Bytes && mode != model.Reading && methodOf(elemType(t), model.Writing) != model.ByKind:
		f.kind = model.Slice // bytes that write themselves are an array, not base64
	}
	if f.misfit.Msg == "" {
		f.zero = zeroOf(t, f.spelled)
		f.detour = ty.detourOf(t, f.kind, mode)
	}
	return f
}
