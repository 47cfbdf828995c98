package validate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// The adapters call Validate on what the handler is about, and those of others do not exist.
func TestSCH17AdaptersCallValidate(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "cmd/validate/codec.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var called []string
	for _, decl := range file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || !strings.HasPrefix(fn.Name.Name, "call") {
			continue
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Validate" {
				called = append(called, fn.Name.Name)
			}
			return true
		})
	}
	if got := strings.Join(called, " "); got != "callAsked callHappened callPointer callSilent callValue" {
		t.Errorf("got %s", got)
	}
}
