package inspect

import (
	"encoding/json"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// A Hint is what a schema cannot say of the values in one place.
type Hint struct {
	// Go is the type as the user's package spells it.
	Go string `json:"go"`
	// Constants are the values, as JSON, of the constants of a type of the module's own: likely ones, where the schema has no enum.
	Constants []json.RawMessage `json:"constants,omitempty"`
	// Like is the path of the outermost place of this type, if the type holds itself: what is below is said there.
	Like string `json:"like,omitempty"`
}

// maxHints bounds the hints of a type whose parts are in one another again and again.
const maxHints = 4096

// whole is the path of a value that is no member of another one.
const whole = "$"

// Hints returns those on a type of src by path: items[].price, labels[], and $ for the whole.
func Hints(src *source.Package, t *model.Type) map[string]Hint {
	h := &hinter{src, src.Declarations(), map[string]Hint{}, map[*model.Type]string{}}
	h.add("", t, false)
	return h.all
}

type hinter struct {
	src      *source.Package
	declared *source.Declarations
	all      map[string]Hint
	around   map[*model.Type]string // where the types are that hold what is looked at
}

// add adds the hints on a type that is met at a path, where its values may be in JSON strings.
func (h *hinter) add(path string, t *model.Type, quoted bool) {
	if len(h.all) >= maxHints {
		return
	}
	hint := Hint{Go: h.src.TypeString(t.Go), Constants: h.constants(t, quoted)}
	name := path
	if name == "" {
		name = whole
	}
	held := t.AsJSON()
	for held.Kind == model.Pointer && held.Method == model.ByKind { // it is where what it points to is
		held = held.Elem.AsJSON()
	}
	var again bool
	hint.Like, again = h.around[held]
	h.all[name] = hint
	if again {
		return
	}
	h.around[held] = name
	defer delete(h.around, held)
	h.addParts(path, held)
}

// addParts adds the hints on what is in a value.
func (h *hinter) addParts(path string, t *model.Type) {
	switch {
	case t.Method != model.ByKind:
	case t.Kind == model.Struct:
		for _, f := range t.Fields {
			h.add(memberPath(path, f.Name), f.Type, f.Quoted)
		}
	case t.Kind == model.Slice || t.Kind == model.Array || t.Kind == model.Map:
		h.add(path+"[]", t.Elem, false)
	}
}

// memberPath is the path of a member, as errors at run time say it.
func memberPath(path, name string) string {
	switch {
	case !token.IsIdentifier(name) && !token.IsKeyword(name):
		return path + "[" + strconv.Quote(name) + "]"
	case path == "":
		return name
	}
	return path + "." + name
}

// constants returns the values of the constants of a type, or of what it points to.
func (h *hinter) constants(t *model.Type, quoted bool) []json.RawMessage {
	t = t.Scalar()
	named, isNamed := types.Unalias(t.Go).(*types.Named)
	if !isNamed || t.Enum != nil || t.Method != model.ByKind || named.Obj().Pkg() == nil || !h.src.Editable(named.Obj()) {
		return nil
	}
	basic, isBasic := named.Underlying().(*types.Basic)
	if !isBasic || t.Kind == model.Bool {
		return nil
	}
	var values []json.RawMessage
	for _, c := range h.declared.Constants(named.Obj()) {
		text, ok := asJSON(c, t.Kind, 8*int(h.src.TypesSizes.Sizeof(basic)))
		if quoted {
			text = strconv.Quote(text)
		}
		if ok && !slices.ContainsFunc(values, func(v json.RawMessage) bool { return string(v) == text }) {
			values = append(values, json.RawMessage(text))
		}
	}
	return values
}
