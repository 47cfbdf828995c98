package inspect

import (
	"go/types"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// This file tells of the values that go through encoding/json, once the model is there: which they are, and which options have
// no effect on them.

// A detour is a place whose values go through encoding/json.
type detour struct {
	use use
	typ types.Type
	why string
}

// isAt reports whether the place is that of u, for somebody who edits the types.
func (d detour) isAt(u use) bool {
	return d.use.role() == u.role() && d.use.root == u.root && d.use.innermost() == u.innermost()
}

// A survey walks models from their roots and collects the detours. It enters no model twice.
type survey struct {
	*typer
	entered map[*model.Type]bool
	detours []detour
}

func (ty *typer) newSurvey() *survey { return &survey{typer: ty, entered: map[*model.Type]bool{}} }

// walk collects the detours of the type t at u, whose model is m. Of one place there is one.
func (s *survey) walk(t types.Type, m *model.Type, u use) {
	if m.Why != "" && !slices.ContainsFunc(s.detours, func(d detour) bool { return d.isAt(u) }) {
		s.detours = append(s.detours, detour{u, t, m.Why})
	}
	if s.entered[m] {
		return
	}
	s.entered[m] = true
	for k, f := range m.Fields { // there is one for each member, or it was reported
		member := s.objectOf(t).members[k]
		s.walk(member.field().Type(), f.Type, u.member(member))
	}
	if m.Elem != nil {
		s.walk(t.Underlying().(interface{ Elem() types.Type }).Elem(), m.Elem, u.elem(t))
	}
}

// tellDetours notes where values go through encoding/json, and warns of options that have no effect on them.
func (ty *typer) tellDetours() {
	all := ty.newSurvey()
	for _, r := range ty.roots {
		all.walk(r.typ, r.model, r.use)
		ty.warnIgnored(r)
	}
	for _, d := range all.detours {
		pos, _ := ty.place(d.use)
		ty.Note(source.Diagnostic{Pos: pos, Msg: d.use.json + " (" + ty.TypeString(d.typ) + "): via encoding/json: " + d.why})
	}
}

// warnIgnored warns of options of the handler that have no effect on values in its parameter or result.
func (ty *typer) warnIgnored(r rootType) {
	mode, options := r.model.Mode, r.use.handler.Options
	if len(ignored(options, r.typ, mode)) == 0 {
		return
	}
	s := ty.newSurvey()
	s.walk(r.typ, r.model, r.use)
	for _, d := range s.detours {
		words := ignored(options, d.typ, mode)
		if len(words) == 0 || d.why == whyDynamic[model.Any] { // most of what is in an any, nil slices included, is not ignored
			continue
		}
		have := " has"
		if len(words) > 1 {
			have = " have"
		}
		ty.warnAt(d.use, source.Misfit{Msg: d.use.json + ": " + strings.Join(words, " ") + have + " no effect in it, because it goes through encoding/json: " + d.why,
			Hint: "remove that reason, or the option"})
	}
}
