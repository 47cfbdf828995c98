package gen

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// checkSingleRuntime reports imports of the runtime in a module that has a copy of it: the program would link both, and
// what the one puts into a context the other would not find.
func (in *inspector) checkSingleRuntime(copied string) {
	if copied == "" {
		return
	}
	for _, file := range in.pkg.Syntax {
		for _, imp := range file.Imports {
			path, err := strconv.Unquote(imp.Path.Value)
			if err == nil && isRuntime(path) {
				in.report(imp.Pos(), "imports "+path+", and the program has the copy in "+copied,
					"instead: import "+strconv.Quote(copied+strings.TrimPrefix(path, runtimePath)))
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(in.pkg.Imports)) {
		if chain := runtimeBehind(in.pkg.Imports[path], map[*packages.Package]bool{}); len(chain) > 1 {
			in.report(in.packageClause(), strings.Join(chain[:len(chain)-1], " imports ")+" imports "+chain[len(chain)-1]+
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
	return path == runtimePath || strings.HasPrefix(path, runtimePath+"/")
}
