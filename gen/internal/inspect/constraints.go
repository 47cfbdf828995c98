package inspect

import (
	"github.com/owgen/owgen/gen/internal/constraint"
	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// This file gives the fields of the model what the keys of their tags say of values. It does so when all models are there: a
// default is judged by all that is in its type.

// A keyedField is a field with such keys.
type keyedField struct {
	model *model.Type // of the struct
	index int         // which of its fields
	keys  []constraint.Key
	at    use
}

// field is f in the model.
func (f keyedField) field() *model.Field { return &f.model.Fields[f.index] }

// readKeys reads the keys of all fields that were met, first those that defaults and examples are judged by.
func (ty *typer) readKeys() {
	for _, f := range ty.keyed {
		ty.readConstraints(f)
	}
	for _, f := range ty.keyed {
		ty.readValues(f)
	}
	for _, f := range ty.keyed {
		if f.field().Default != "" && constraint.Endless(f.model, f.index) {
			ty.reportKey(f.at, constraint.Problem{Key: "default", Msg: "never ends: an object in it lacks the member, so it gets the default as well",
				Hint: "give that object the member, null for instance"})
			f.field().Default = ""
		}
	}
}

// world is what package constraint asks about Go types.
func (ty *typer) world() constraint.World {
	return constraint.World{Sizes: ty.TypesSizes, Spell: ty.TypeString}
}

// readConstraints reads what is demanded of values.
func (ty *typer) readConstraints(f keyedField) {
	field := f.field()
	if f.at.within != nil {
		ty.refuseWithin(f)
	}
	r := constraint.Read(constraint.Place{Type: field.Type, Quoted: field.Quoted, World: ty.world()}, f.keys)
	field.Deprecated = r.Deprecated
	if f.at.mode != model.Reading || f.at.within != nil {
		return // nobody is held to the rest
	}
	field.Constraints, field.ElemConstraints = r.Own, r.Elem
	for _, problem := range r.Problems {
		ty.reportKey(f.at, problem)
	}
}

// refuseWithin reports keys that have no effect in what is read through encoding/json.
func (ty *typer) refuseWithin(f keyedField) {
	for _, key := range f.keys {
		if f.at.mode == model.Reading && (key.Checks() || key.Name == "default") {
			ty.reportKey(f.at, constraint.Problem{Key: key.Name, Msg: "is unknown to encoding/json, which this is read through: " + f.at.within.Why,
				Hint: "remove that reason, or the key and check in the handler"})
		}
	}
}

// readValues reads the default and the example.
func (ty *typer) readValues(f keyedField) {
	field := f.field()
	for _, key := range f.keys {
		var v *string
		switch {
		case key.Name == "example":
			v = &field.Example
		case key.Name == "default" && f.at.mode == model.Reading && f.at.within == nil:
			v = &field.Default
		default:
			continue
		}
		if problem := ty.misplacedDefault(*field, key); problem.Msg != "" {
			ty.reportKey(f.at, problem)
			continue
		}
		value, problem := ty.world().Value(*field, key)
		if problem.Msg != "" {
			ty.reportKey(f.at, problem)
			continue
		}
		*v = value
	}
}

// misplacedDefault says why f cannot have a default: nobody knows before a call what methods make of it.
func (ty *typer) misplacedDefault(f model.Field, key constraint.Key) constraint.Problem {
	t := constraint.Target(f.Type)
	switch {
	case key.Name != "default":
	case f.Required:
		return constraint.Problem{Key: key.Name, Msg: "makes a required field optional", Hint: "write one of the two"}
	case t.Method == model.ByJSON || t.Method == model.ByText || t.Method == model.ByFallback && t.Inside == nil:
		return constraint.Problem{Key: key.Name, Msg: "is not for " + ty.TypeString(t.Go) + ", which has methods of its own", Hint: "remove it, and set it in the handler"}
	case t.Kind == model.Interface:
		return constraint.Problem{Key: key.Name, Msg: "is not for " + ty.TypeString(t.Go) + ", an interface", Hint: "remove it"}
	}
	return constraint.Problem{}
}

// reportKey reports what is wrong with a key of the innermost field at u. In another module it is worth a warning.
func (ty *typer) reportKey(u use, p constraint.Problem) {
	m := source.Misfit{Msg: p.Key + " " + p.Msg, Hint: p.Hint}
	if ty.Editable(u.innermost()) {
		ty.reportUse(u, m)
		return
	}
	ty.warnUse(u, source.Misfit{Msg: m.Msg + "; the key is ignored"})
}
