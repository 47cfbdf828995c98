package gen

import "go/types"

// Facts are what there is to know of a type in a mode, wherever it is met.
type facts struct {
	kind    Kind
	method  Method // of its own, by which it is read or written
	zero    Zero
	misfit  Misfit     // why JSON cannot stand for it; the message follows the name of the type
	spelled types.Type // as the generated program writes it: see spelling; nil if it cannot
	detour  string     // why values go through encoding/json as a whole, "" if generated code treats them
}

// factsOf looks the facts up, or finds them.
func (ty *typer) factsOf(t types.Type, mode Mode) *facts {
	table := tableFor(ty.facts, mode)
	if known := table.At(t); known != nil {
		return known.(*facts)
	}
	f := ty.find(t, mode)
	table.Set(t, f)
	return f
}

// find finds the facts of t in the mode.
func (ty *typer) find(t types.Type, mode Mode) *facts {
	f := &facts{method: methodOf(t, mode), spelled: spelling(t, ty.outPath)}
	f.kind, f.misfit = classify(t, mode)
	switch {
	case f.kind == Time || f.kind == Raw:
		f.method = ByKind // runtime/codec does what the methods of these do
	case f.method != ByKind || streams(t, mode):
		f.misfit = Misfit{} // what the type is made of does not matter
	case f.kind == Bytes && mode != Reading && methodOf(elemType(t), Writing) != ByKind:
		f.kind = Slice // bytes that write themselves are an array, not base64
	}
	if f.misfit.Msg == "" {
		f.zero = zeroOf(t, f.spelled)
		f.detour = ty.detourOf(t, f.kind, mode)
	}
	return f
}
