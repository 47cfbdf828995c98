package inspect

import (
	"go/types"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// addFields adds to m, the model of the struct type t, the members of the JSON object that t stands for, in the order in which
// encoding/json writes them.
func (ty *typer) addFields(m *model.Type, t types.Type, u use) {
	object := ty.objectOf(t)
	ty.remark(object, u)
	for _, member := range object.members {
		at := u.member(member)
		tag := member.tag
		f := model.Field{Name: member.name, OmitEmpty: tag.omitEmpty, OmitZero: tag.omitZero, Required: tag.required, Pos: member.field().Pos()}
		if u.within != nil {
			ty.checkInside(member, at)
			f.Go, f.Embeds = member.field().Name(), member.embeds()
		} else {
			f.Go, f.Embeds, _ = ty.selector(t, member)
		}
		if f.Type = ty.typeOf(member.field().Type(), at); f.Type == nil {
			continue
		}
		f.Quoted = tag.quoted && quotable(f.Type)
		if tag.required {
			ty.required = append(ty.required, at)
		}
		if tag.keys != nil {
			ty.keyed = append(ty.keyed, keyedField{m, len(m.Fields), tag.keys, at})
		}
		ty.checkOptions(f, member, at)
		m.Fields = append(m.Fields, f)
		if !u.handler.Options.ExactCase || u.within != nil {
			ty.checkFolding(m.Fields, at)
		}
	}
}

// checkFolding warns if the name of the last field is that of another one but for its case: of the two, a name that is
// written in a third way goes to the first.
func (ty *typer) checkFolding(fields []model.Field, u use) {
	last := fields[len(fields)-1]
	folded := model.FoldName(last.Name)
	for _, f := range fields[:len(fields)-1] {
		if model.FoldName(f.Name) == folded {
			ty.warnUse(u, source.Misfit{Msg: "the names " + f.Name + " and " + last.Name + " differ only in case", Hint: "rename one of the two"})
		}
	}
}

// selector returns how the generated program selects a member of the struct of type t, and the embedded pointers on the
// way, or why it cannot. An embedded struct whose name it must not use is left to promotion, which must then lead to the
// same field.
func (ty *typer) selector(t types.Type, m candidate) (selector string, embeds []model.Embed, why string) {
	from, start := t, 0 // the type of what the selector selects so far, and where the path goes on from there
	var names []string
	for k, step := range m.path {
		last := k == len(m.path)-1
		pointer, isPointer := types.Unalias(step.Type()).(*types.Pointer)
		hidden := !step.Exported() && step.Pkg().Path() != ty.outPath
		switch {
		case !last && isPointer && !step.Exported():
			return "", nil, "it embeds a pointer to " + step.Name() + ", which is not exported"
		case hidden && !last:
			continue // promoted
		case hidden:
			return "", nil, "its embedded field " + step.Name() + " is not exported, so the generated program cannot name it"
		}
		// The way counts too: a struct may be embedded in two places.
		found, index, _ := types.LookupFieldOrMethod(from, true, step.Pkg(), step.Name())
		if found != step || !slices.Equal(index, m.index[start:k+1]) {
			return "", nil, "its field " + step.Name() + ", of a struct that is not exported, is hidden by another one"
		}
		from, start = step.Type(), k+1
		names = append(names, step.Name())
		if !last && isPointer {
			elem := model.Spelling(pointer.Elem(), ty.outPath)
			if elem == nil {
				return "", nil, ty.unspellable(pointer.Elem())
			}
			embeds = append(embeds, model.Embed{Go: strings.Join(names, "."), Struct: elem})
		}
	}
	return strings.Join(names, "."), embeds, ""
}

// embeds are the embedded pointers on the way to a member that no program selects: where one of them is nil, encoding/json writes
// no member.
func (m candidate) embeds() []model.Embed {
	var embeds []model.Embed
	for _, step := range m.path[:len(m.path)-1] {
		if p, ok := types.Unalias(step.Type()).(*types.Pointer); ok {
			embeds = append(embeds, model.Embed{Go: step.Name(), Struct: p.Elem()})
		}
	}
	return embeds
}

// checkOptions warns of options of a tag that have no effect or contradict each other.
func (ty *typer) checkOptions(f model.Field, m candidate, u use) {
	kind, t := f.Type.Kind, m.field().Type()
	switch {
	case kind == model.Interface && u.mode == model.Reading && ty.Editable(m.field()):
		ty.warnUse(u, source.Misfit{Msg: ty.TypeString(t) + " is an interface with methods, into which only null can be decoded",
			Hint: "use a struct, any or json.RawMessage"})
	case m.tag.quoted && !f.Quoted && ty.Editable(m.field()):
		ty.warnUse(u, source.Misfit{Msg: "the option string has no effect on " + ty.TypeString(t), Hint: "remove the option"})
	case f.Required && (f.OmitEmpty || f.OmitZero):
		ty.warnUse(u, source.Misfit{Msg: "a required field that may be omitted", Hint: "remove omitempty and omitzero, or the tag ow:\"required\""})
	case f.OmitEmpty && !f.OmitZero && (kind == model.Struct || kind == model.Time) && ty.Editable(m.field()):
		ty.warnUse(u, source.Misfit{Msg: "omitempty never omits a struct", Hint: "use omitzero"})
	case f.OmitEmpty && !f.OmitZero && kind == model.Array && f.Type.Len > 0 && ty.Editable(m.field()):
		ty.warnUse(u, source.Misfit{Msg: "omitempty never omits an array", Hint: "use omitzero"})
	}
}

// quotable reports whether the option string has an effect on a t: encoding/json ignores it on all other types.
func quotable(t *model.Type) bool {
	kind := t.Scalar().Kind
	return kind <= model.Float || kind == model.String || kind == model.Number
}

// scalarType is scalar for a type without a model.
func scalarType(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}
