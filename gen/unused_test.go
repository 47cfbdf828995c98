package gen

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"
)

// TestEveryGeneratedFunctionIsReachedFromMain looks at all golden cases: a function that main does not lead to is in the
// way of whoever reads the file.
func TestEveryGeneratedFunctionIsReachedFromMain(t *testing.T) {
	for _, name := range goldenCases(t) {
		t.Run(name, func(t *testing.T) {
			uses := map[string][]string{} // by function: the names in it
			for file, source := range generatedFiles(t, filepath.Join(golden, name)) {
				if filepath.Ext(file) != ".go" {
					continue
				}
				addUses(t, uses, file, source)
			}
			reached := map[string]bool{}
			for next := []string{"main"}; len(next) > 0; {
				name := next[0]
				next = next[1:]
				if !reached[name] {
					reached[name] = true
					next = append(next, uses[name]...)
				}
			}
			for name := range uses {
				if !reached[name] {
					t.Errorf("nothing calls %s", name)
				}
			}
		})
	}
}

// addUses adds the functions of a file, but for those without a name, which are there for the compiler.
func addUses(t *testing.T, uses map[string][]string, name string, source []byte) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Name.Name == "_" {
			continue
		}
		uses[f.Name.Name] = nil
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && !slices.Contains(uses[f.Name.Name], id.Name) {
				uses[f.Name.Name] = append(uses[f.Name.Name], id.Name)
			}
			return true
		})
	}
}
