package source

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/owgen/owgen/gen/internal/model"
)

// CheckSingleRuntime reports imports of the runtime in a module that has a copy of it: the program would link both, and
// what the one puts into a context the other would not find.
func (src *Package) CheckSingleRuntime(copied string) {
	if copied == "" {
		return
	}
	for _, file := range src.Syntax {
		for _, imp := range file.Imports {
			path, err := strconv.Unquote(imp.Path.Value)
			if err == nil && isRuntime(path) {
				src.Report(imp.Pos(), "imports "+path+", and the program has the copy in "+copied,
					"instead: import "+strconv.Quote(copied+strings.TrimPrefix(path, model.RuntimePath)))
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(src.Imports)) {
		if chain := runtimeBehind(src.Imports[path], map[*packages.Package]bool{}); len(chain) > 1 {
			src.Report(src.PackageClause(), strings.Join(chain[:len(chain)-1], " imports ")+" imports "+chain[len(chain)-1]+
				", and the program has the copy in "+copied, "let it import "+strconv.Quote(copied)+" instead, or generate without -runtime embed")
		}
	}
}

// runtimeBehind returns the import paths from pkg to the runtime, or nil if there is no such way. Packages in seen have none.
// It follows import declarations: export data tells of those only whose types a package shows.
func runtimeBehind(pkg *packages.Package, seen map[*packages.Package]bool) []string {
	switch {
	case isRuntime(pkg.PkgPath):
		return []string{pkg.PkgPath}
	case seen[pkg]:
		return nil
	}
	seen[pkg] = true
	for _, path := range slices.Sorted(maps.Keys(pkg.Imports)) {
		if chain := runtimeBehind(pkg.Imports[path], seen); chain != nil {
			return slices.Concat([]string{pkg.PkgPath}, chain)
		}
	}
	return nil
}

func isRuntime(path string) bool {
	return path == model.RuntimePath || strings.HasPrefix(path, model.RuntimePath+"/")
}
