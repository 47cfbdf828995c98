package inspect

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// directivePrefix starts the comments that are for owgen.
const directivePrefix = "//owgen:"

// actionName is what an action may be called: what OpenWhisk accepts, without spaces, so that it is also one element of
// a URL's path and one word of a directive.
var actionName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.@-]*$`)

// A directive is what the line
//
//	//owgen:action [name] [option=value ...]
//
// in the comment of a function, or of a variable that is an http.Handler, says of the action.
type directive struct {
	name    string // "" if it gives none
	options model.Options
	given   []givenOption
}

// A givenOption is an option in a directive, and where it stands.
type givenOption struct {
	model.Option
	pos token.Pos
}

const wantDirective = "want " + directivePrefix + "action [name] [option=value ...]"

// A markings is what the directives of a package mark.
type markings struct {
	of    map[types.Object]directive
	order []types.Object // of the sources
	used  map[*ast.Comment]bool
}

// directives returns the functions and variables with a directive. A line that starts like a directive but has no effect is
// reported, wherever it is.
func (fd *finder) directives() markings {
	m := markings{of: map[types.Object]directive{}, used: map[*ast.Comment]bool{}}
	for decl, fn := range fd.Functions {
		fd.mark(&m, fn, decl.Doc)
	}
	for v, doc := range fd.Variables {
		fd.mark(&m, v, doc)
	}
	ofTypes := fd.typer.typeDirectives()
	for _, file := range fd.Syntax {
		for _, group := range file.Comments {
			for _, c := range group.List {
				if strings.HasPrefix(c.Text, directivePrefix) && !m.used[c] && !ofTypes[c] {
					fd.Report(c.Pos(), strings.Fields(c.Text)[0]+": no such directive in this place", wantHere(c.Text))
				}
			}
		}
	}
	return m
}

// mark marks obj if there is a directive in its comment.
func (fd *finder) mark(m *markings, obj types.Object, doc *ast.CommentGroup) {
	if doc == nil {
		return
	}
	for _, c := range doc.List {
		words := strings.Fields(c.Text)
		if spaced(words) {
			fd.Report(c.Pos(), "with a space in front of owgen:action it is a mere comment",
				"remove the space: //"+strings.Join(words[1:], " "))
		}
		if words[0] != directivePrefix+"action" {
			continue
		}
		if m.used[c] {
			fd.Report(c.Pos(), words[0]+" for several variables", "declare each in a line of its own")
			continue
		}
		m.used[c] = true
		if _, again := m.of[obj]; again {
			fd.Report(c.Pos(), "a second "+words[0]+" for "+obj.Name(), "remove it")
			continue
		}
		if d, ok := fd.directive(c); ok {
			m.of[obj] = d
			m.order = append(m.order, obj)
		}
	}
}

// wantHere is where a directive that has no effect would have one.
func wantHere(text string) string {
	if strings.HasPrefix(text, enumDirective) || strings.HasPrefix(text, schemaDirective) {
		return "want " + enumDirective + " or " + schemaDirective + " {…} in the comment right above a type"
	}
	return wantDirective + " in the comment right above a function, or a variable of type http.Handler"
}

// directive reads a directive. It reports false if the name is none; an option that is none is reported as well.
func (fd *finder) directive(c *ast.Comment) (d directive, ok bool) {
	d.options = fd.Options
	var names []string
	given := map[string]bool{}
	for word, at := range wordsBehind(c.Text, directivePrefix+"action") {
		name, value, isOption := strings.Cut(word, "=")
		if !isOption {
			names = append(names, word)
			continue
		}
		pos := c.Pos() + token.Pos(at)
		opt, known := model.OptionNamed(name)
		switch {
		case !known:
			fd.Report(pos, fmt.Sprintf("no option is called %q", name), "the options are "+model.OptionForms())
		case given[name]:
			fd.Report(pos, "a second value for the option "+name, "remove one of them")
		default:
			d.given = append(d.given, givenOption{opt, pos})
			if err := opt.Set(&d.options, value); err != nil {
				fd.Report(pos, fmt.Sprintf("the option %s has no value %q", name, value), "want "+opt.Form())
			}
		}
		given[name] = true
	}
	if len(names) > 1 || len(names) == 1 && !actionName.MatchString(names[0]) {
		fd.Report(c.Pos(), "not the name of an action: "+strings.Join(names, " "),
			wantDirective+", with letters, digits and _ . @ - in the name")
		return d, false
	}
	d.name = strings.Join(names, "")
	return d, true
}

// warnUnused warns of options in the directive of h that are for JSON which h does not read or write.
func (fd *finder) warnUnused(h *model.Handler, d directive) {
	for _, opt := range d.given {
		form, does := h.Input, "reads"
		if opt.Writes() {
			form, does = h.Output, "writes"
		}
		if form.JSON() == nil {
			fd.Warn(source.Diagnostic{
				Pos: fd.Position(opt.pos), Msg: fmt.Sprintf("the option %s has no effect: %s %s no JSON", opt.Name, h.Func, does),
				Notes: []string{"remove it"},
			})
		}
	}
}

// wordsBehind yields the words of a text behind its first one, each with where it begins.
func wordsBehind(text, first string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		at := len(first)
		for word := range strings.FieldsSeq(text[at:]) {
			at += strings.Index(text[at:], word)
			if !yield(word, at) {
				return
			}
			at += len(word)
		}
	}
}

// spaced reports whether the words of a comment are those of a directive but for a space after the slashes. Other words are
// a sentence about directives.
func spaced(words []string) bool {
	if len(words) < 2 || words[0] != "//" || words[1] != "owgen:action" {
		return false
	}
	names := slices.DeleteFunc(slices.Clone(words[2:]), func(word string) bool { return strings.Contains(word, "=") })
	return len(names) < 2
}
