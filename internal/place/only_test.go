package place

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// changing are the functions of package os that change files. MkdirTemp and RemoveAll are missing: what builds programs does so
// in a temporary directory.
var changing = map[string]bool{
	"Chmod": true, "Create": true, "Link": true, "Mkdir": true, "MkdirAll": true, "OpenFile": true, "Remove": true, "Rename": true,
	"Symlink": true, "Truncate": true, "WriteFile": true,
}

// records is the package that owgen dev keeps calls with. It writes a directory of its own in the user's cache, and calls that the user
// saves, which it reaches through an os.Root: no name leads out of the one or the other. It has no part in generating.
var records = filepath.Join("..", "dev", "record")

// platforms are imitations that unpack programs in temporary directories of their own.
var platforms = filepath.Join("..", "ways")

func TestNoOtherPackageChangesFiles(t *testing.T) {
	files := 0
	for _, root := range []string{"../../cmd", "../../gen", ".."} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "testdata" || path == filepath.Join("..", "place") || path == records || path == platforms):
				return fs.SkipDir
			case d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			files++
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok {
					if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "os" && changing[sel.Sel.Name] {
						t.Errorf("%s: os.%s", fset.Position(sel.Pos()), sel.Sel.Name)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 50 {
		t.Errorf("only %d files were looked at", files)
	}
}
