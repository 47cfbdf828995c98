package gen

import (
	"go/ast"
	"go/types"
	"regexp"
	"strings"
)

// directivePrefix starts the comments that are for owgen.
const directivePrefix = "//owgen:"

// actionName is what an action may be called: what OpenWhisk accepts, without spaces, so that it is also one element of
// a URL's path and one word of a directive.
var actionName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.@-]*$`)

// directives returns the functions whose doc comment holds the line
//
//	//owgen:action [name]
//
// with the name, or "" where it gives none. A line that starts like a directive but has no effect is reported, wherever
// it is.
func (in *inspector) directives() map[*types.Func]string {
	marked := map[*types.Func]string{}
	used := map[*ast.Comment]bool{}
	for decl, fn := range in.functions {
		if decl.Doc == nil {
			continue
		}
		for _, c := range decl.Doc.List {
			words := strings.Fields(c.Text)
			if spaced(words) {
				in.report(c.Pos(), "with a space in front of owgen:action it is a mere comment",
					"remove the space: //"+strings.Join(words[1:], " "))
			}
			if words[0] != directivePrefix+"action" {
				continue
			}
			used[c] = true
			_, again := marked[fn]
			switch {
			case again:
				in.report(c.Pos(), "a second "+words[0]+" for "+decl.Name.Name, "remove it")
			case len(words) > 2 || len(words) == 2 && !actionName.MatchString(words[1]):
				in.report(c.Pos(), "not the name of an action: "+strings.Join(words[1:], " "),
					"want "+words[0]+" [name], with letters, digits and _ . @ - in the name")
			case len(words) == 2:
				marked[fn] = words[1]
			default:
				marked[fn] = ""
			}
		}
	}
	for _, file := range in.pkg.Syntax {
		for _, group := range file.Comments {
			for _, c := range group.List {
				if strings.HasPrefix(c.Text, directivePrefix) && !used[c] {
					in.report(c.Pos(), strings.Fields(c.Text)[0]+": no such directive in this place",
						"want //owgen:action [name] in the comment right above a function")
				}
			}
		}
	}
	return marked
}

// spaced reports whether the words of a comment are those of a directive but for a space after the slashes. More words are
// a sentence about directives.
func spaced(words []string) bool {
	return (len(words) == 2 || len(words) == 3) && words[0] == "//" && words[1] == "owgen:action"
}
