package inspect

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// A typer turns Go types into the model. What it finds out about a type it finds out once: facts are those of the type
// wherever it is met, and there is one model for all uses that do not differ in what generated code would do.
type typer struct {
	*source.Package
	outPath   string // import path of the generated program
	runtime   runtimePath
	facts     map[model.Mode]*typeutil.Map // types.Type → facts
	objects   typeutil.Map                 // struct types → jsonObject
	addressed typeutil.Map                 // types.Type → bool: see addressMatters
	models    map[modelKey]*typeutil.Map   // types.Type → *Type
	keys      map[model.Mode]*typeutil.Map // types.Type → *Type, of the keys of maps

	roots    []rootType   // in the order of the handlers
	keyed    []keyedField // fields with keys about values
	required []use        // of fields that are required

	declared *source.Declarations
	marked   map[*types.TypeName]*typeMarks
}

// A modelKey is what the model of a type depends on besides the type.
type modelKey struct {
	mode    model.Mode
	within  *model.Type   // see use
	options model.Options // see generated
}

func newTyper(src *source.Package, outPath string, runtime runtimePath) *typer {
	return &typer{
		Package: src, outPath: outPath, runtime: runtime, facts: map[model.Mode]*typeutil.Map{}, models: map[modelKey]*typeutil.Map{},
		keys:     map[model.Mode]*typeutil.Map{},
		declared: src.Declarations(), marked: map[*types.TypeName]*typeMarks{},
	}
}

// tableFor returns the map of a key, which it makes if there is none.
func tableFor[K comparable](tables map[K]*typeutil.Map, key K) *typeutil.Map {
	if tables[key] == nil {
		tables[key] = new(typeutil.Map)
	}
	return tables[key]
}

// A rootType is the type of a handler's parameter or result, with its model.
type rootType struct {
	typ   types.Type
	model *model.Type
	use   use
}

// root returns the model of the type of a handler's parameter or result, or nil if there is something wrong with it.
func (ty *typer) root(t types.Type, u use) *model.Type {
	// What it is made of does not count before it has a name: it would be read through encoding/json, which knows no tags of ours.
	if f := ty.factsOf(t, u.mode); f.misfit.Msg == "" && f.spelled == nil {
		ty.reportUnspellable(u, t)
		return nil
	}
	m := ty.typeOf(t, u)
	if m != nil {
		ty.roots = append(ty.roots, rootType{t, m, u})
	}
	return m
}

// typeOf returns the model of t, met at u, or nil if t is refused; why is reported then.
func (ty *typer) typeOf(t types.Type, u use) *model.Type {
	mode := ty.mode(t, u)
	options := generated(u.handler.Options, t, mode)
	models := tableFor(ty.models, modelKey{mode, u.within, options})
	if known := models.At(t); known != nil {
		return known.(*model.Type)
	}
	f := ty.factsOf(t, mode)
	if f.misfit.Msg != "" {
		ty.refuse(t, u, f.misfit)
		return nil
	}
	m := &model.Type{Kind: f.kind, Method: f.method, Mode: mode, Options: options, Go: t, Zero: f.zero}
	if array, ok := t.Underlying().(*types.Array); ok {
		m.Len = array.Len()
	}
	if f.spelled != nil {
		m.Go = f.spelled
	}
	switch {
	case f.detour != "" && u.within == nil:
		m.Method, m.Why = model.ByFallback, f.detour
	case streams(t, mode): // within
		m.Method = model.ByJSON
	case mode != model.Reading && !options.NativeAny:
		m.Why = whyDynamic[f.kind]
	}
	ty.addMarks(m, u)
	ty.warnOwnMethods(t, f.method, u)
	models.Set(t, m) // before its parts are looked at, which may be of type t again
	if !ty.addParts(m, t, u) {
		models.Delete(t) // so that each field that leads here is reported
		return nil
	}
	return m
}

// addParts adds to m what the type t is made of, as far as that matters. It reports false if t cannot be used because of
// that.
func (ty *typer) addParts(m *model.Type, t types.Type, u use) bool {
	switch {
	case streams(t, m.Mode), m.Kind == model.Time, m.Kind == model.Raw, m.Method == model.ByJSON, m.Method == model.ByText:
		return true
	case m.Method == model.ByFallback:
		m.Inside = ty.typeOf(t, u.inside(m))
		return m.Inside != nil
	}
	switch under := t.Underlying().(type) {
	case *types.Struct:
		ty.addFields(m, t, u)
		return true
	case *types.Map:
		ty.warnMethodsOfElem(under, t, u)
		m.Key, m.Elem = ty.keyOf(under, t, u), ty.typeOf(under.Elem(), u.elem(t))
		return m.Key != nil && m.Elem != nil
	case interface{ Elem() types.Type }: // slice, array, pointer
		m.Elem = ty.typeOf(under.Elem(), u.elem(t))
		ty.checkEnumInBytes(m, u)
		return m.Elem != nil
	}
	return true
}

// warnMethodsOfElem warns of elements of a map that are written otherwise than values of their type elsewhere.
func (ty *typer) warnMethodsOfElem(m *types.Map, t types.Type, u use) {
	mode := ty.mode(m.Elem(), u.elem(t))
	if mode != model.Reading && methodOf(m.Elem(), mode) != methodOf(m.Elem(), model.Writing) {
		ty.warnUse(u, source.Misfit{Msg: "the methods of *" + ty.TypeString(m.Elem()) + " are not called on elements of a map",
			Hint: "give the type itself the methods, or use a map of pointers"})
	}
}

// keyOf returns the model of the keys of the map type t.
func (ty *typer) keyOf(m *types.Map, t types.Type, u use) *model.Type {
	mode := ty.mode(m.Key(), u)
	keys := tableFor(ty.keys, mode)
	if known := keys.At(m.Key()); known != nil {
		return known.(*model.Type)
	}
	key := &model.Type{Go: m.Key(), Mode: mode, Method: keyMethodOf(m.Key(), mode)}
	if s := model.Spelling(m.Key(), ty.outPath); s != nil {
		key.Go = s
	}
	basic, isBasic := m.Key().Underlying().(*types.Basic)
	if isBasic {
		key.Kind, _ = classifyBasic(basic)
	}
	if key.Method == model.ByKind && !(isBasic && (key.Kind == model.String || key.Kind == model.Int || key.Kind == model.Uint)) {
		ty.refuse(t, u, source.Misfit{Msg: "has keys that cannot name a member of a JSON object", Hint: "use keys of type string"})
		return nil
	}
	ty.addMarks(key, u)
	keys.Set(m.Key(), key)
	return key
}

// refuse reports a type that does not fit JSON.
func (ty *typer) refuse(t types.Type, u use, m source.Misfit) {
	if isInvalid(t) {
		return // the compiler has said why
	}
	m.Msg = ty.TypeString(t) + " " + m.Msg
	if _, isField := ty.place(u); isField {
		m.Hint = strings.TrimPrefix(m.Hint+", or tag it `json:\"-\"`", ", or ")
	}
	ty.reportUse(u, m)
}

// mode is what happens to values of type t at u. Only where it matters whether they have an address are there copies.
func (ty *typer) mode(t types.Type, u use) model.Mode { return ty.partMode(t, u.mode) }

// partMode is the mode of parts of type t of what has the mode.
func (ty *typer) partMode(t types.Type, mode model.Mode) model.Mode {
	if mode == model.WritingCopy && !ty.addressMatters(t) {
		return model.Writing
	}
	return mode
}

// addressMatters reports whether values of type t are written otherwise where they have no address: by a method of the
// pointer, in themselves or in what is a part of them.
func (ty *typer) addressMatters(t types.Type) bool {
	if known := ty.addressed.At(t); known != nil {
		return known.(bool)
	}
	matters := methodOf(t, model.Writing) != methodOf(t, model.WritingCopy) || streams(t, model.Writing)
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			matters = matters || ty.addressMatters(f.Type())
		}
	case *types.Array:
		matters = matters || ty.addressMatters(u.Elem())
	}
	ty.addressed.Set(t, matters)
	return matters
}
