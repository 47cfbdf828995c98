package inspect

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/owgen/owgen/gen/internal/constraint"
	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// This file is about the directives above types:
//
//	//owgen:enum
//	type Status string
//
//	//owgen:schema {"type": "string", "pattern": "^#[0-9a-f]{6}$"}
//	type Color struct{ … }

const (
	enumDirective   = directivePrefix + "enum"
	schemaDirective = directivePrefix + "schema"
)

// typeMarks are what the directives above a type say. They are those of the type, whoever meets it.
type typeMarks struct {
	enum   []string // as JSON
	schema string   // a JSON object
}

// addMarks adds to m what the directives above its type say.
func (ty *typer) addMarks(m *model.Type, u use) {
	named, ok := types.Unalias(m.Go).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return
	}
	marks := ty.marksOf(named.Obj())
	m.Enum, m.Schema = marks.enum, marks.schema
	if m.Enum != nil && u.within != nil && u.mode == model.Reading {
		ty.reportUse(u, source.Misfit{Msg: enumDirective + " of " + ty.TypeString(named) + " is unknown to encoding/json, which this is read through: " + u.within.Why,
			Hint: "remove that reason, or use another type"})
	}
}

// checkEnumInBytes reports a slice of bytes, which is base64, whose elements have a type with an enum.
func (ty *typer) checkEnumInBytes(m *model.Type, u use) {
	if m.Kind == model.Bytes && m.Mode == model.Reading && m.Elem != nil && m.Elem.Enum != nil {
		ty.reportUse(u, source.Misfit{Msg: enumDirective + " of " + ty.TypeString(m.Elem.Go) + " is not checked in a slice, which is base64 for a type of bytes",
			Hint: "declare the type with another integer, such as uint16"})
	}
}

// marksOf reads the directives above a type, and reports what is wrong with them.
func (ty *typer) marksOf(obj *types.TypeName) *typeMarks {
	if known := ty.marked[obj]; known != nil {
		return known
	}
	marks := &typeMarks{}
	ty.marked[obj] = marks
	doc := ty.declared.Doc(obj)
	if doc == nil {
		return marks
	}
	for _, c := range doc.List {
		ty.checkSpace(c)
		switch words := strings.Fields(c.Text); {
		case words[0] != enumDirective:
		case len(words) > 1:
			ty.Report(c.Pos(), enumDirective+" stands alone: the values are the constants of the type", "remove "+strings.Join(words[1:], " "))
		default:
			marks.enum = ty.enumOf(obj, c.Pos())
		}
	}
	marks.schema = ty.schemaOf(obj, doc)
	return marks
}

// checkSpace reports what would be a directive above a type without the space after the slashes.
func (ty *typer) checkSpace(c *ast.Comment) {
	text := strings.TrimSpace(c.Text)
	if rest, ok := strings.CutPrefix(text, "// owgen:"); ok && (rest == "enum" || strings.HasPrefix(rest, "schema {")) {
		ty.Report(c.Pos(), "with a space in front of owgen:"+strings.Fields(rest)[0]+" it is a mere comment", "remove the space: //owgen:"+rest)
	}
}

// enumOf returns the values of the constants of a type.
func (ty *typer) enumOf(obj *types.TypeName, pos token.Pos) []string {
	basic, ok := obj.Type().Underlying().(*types.Basic)
	kind, known := model.Bool, false
	if ok {
		kind, known = classifyBasic(basic)
	}
	switch {
	case !known || kind == model.Bool:
		ty.Report(pos, enumDirective+" is for types whose underlying type is a string, an integer or a float, and "+obj.Name()+" is none", "remove it")
		return nil
	case methodOf(obj.Type(), model.Reading) != model.ByKind:
		ty.Report(pos, enumDirective+" has no effect on "+obj.Name()+", which has methods of its own", "remove it, and check in these")
		return nil
	}
	var values []string
	for _, c := range ty.declared.Constants(obj) {
		value, ok := asJSON(c, kind, ty.bitsOf(basic))
		if !ok {
			ty.Report(pos, "owgen cannot tell the value of a constant of type "+obj.Name(), "write it as a literal")
			continue
		}
		if !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	if values == nil {
		ty.Report(pos, "there are no constants of type "+obj.Name(), "declare them in its package: const A "+obj.Name()+" = …")
	}
	return values
}

func (ty *typer) bitsOf(t types.Type) int { return 8 * int(ty.TypesSizes.Sizeof(t)) }

// asJSON writes a constant of a kind and a width as JSON.
func asJSON(c constant.Value, kind model.Kind, bits int) (text string, ok bool) {
	switch {
	case c.Kind() == constant.Unknown:
		return "", false
	case kind == model.String:
		return constraint.Quote(constant.StringVal(c)), true
	case kind == model.Float:
		f, _ := constant.Float64Val(constant.ToFloat(c))
		return strconv.FormatFloat(f, 'g', -1, bits), true
	}
	return constant.ToInt(c).ExactString(), true
}

// schemaOf returns the object that the lines of a directive above a type make together, or "".
func (ty *typer) schemaOf(obj *types.TypeName, doc *ast.CommentGroup) string {
	var lines []string
	var pos token.Pos
	for _, c := range doc.List {
		if text, ok := strings.CutPrefix(c.Text, schemaDirective); ok && (text == "" || text[0] == ' ' || text[0] == '\t') {
			if lines == nil {
				pos = c.Pos()
			}
			lines = append(lines, strings.TrimPrefix(text, " "))
		}
	}
	if lines == nil {
		return ""
	}
	text := strings.TrimSpace(strings.Join(lines, "\n"))
	if !marshals(obj.Type()) {
		ty.Report(pos, schemaDirective+" is for types with methods for JSON or text, and "+obj.Name()+" has none", "remove it: owgen knows what such a type looks like")
		return ""
	}
	if wrong := constraint.CheckSchema(text); wrong != "" {
		ty.Report(pos, schemaDirective+" "+wrong, "write an object of JSON Schema 2020-12, such as {\"type\": \"string\"}")
		return ""
	}
	return text
}

// typeDirectives returns the directives above types of the package, which it reads: they count whether or not a handler
// leads to them.
func (ty *typer) typeDirectives() map[*ast.Comment]bool {
	placed := map[*ast.Comment]bool{}
	for spec, doc := range ty.declared.Types {
		obj, ok := ty.TypesInfo.Defs[spec.Name].(*types.TypeName)
		if doc == nil || !ok || obj.IsAlias() {
			continue
		}
		for _, c := range doc.List {
			if word, _, _ := strings.Cut(strings.TrimSpace(c.Text), " "); word == enumDirective || word == schemaDirective {
				placed[c] = true
			}
		}
		ty.marksOf(obj)
	}
	return placed
}
