package source

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
)

// A localModule is a module that the go command takes from a directory of the user's.
type localModule struct {
	path, dir string
	replaced  string // what the replace directive says, "" for a module of the workspace
}

// CheckBuildContext reports modules that the program needs and that are not there when the build of an image compiles it: the
// module's own directory is all that such a build sees. Copied is as for CheckOut.
func (src *Package) CheckBuildContext(ctx context.Context, copied string) error {
	if src.Module == nil || len(src.Problems) > 0 { // which is said by others
		return nil
	}
	imports := []string{src.PkgPath}
	if copied == "" {
		imports = append(imports, model.RuntimePath)
	}
	modules, err := src.env.localModules(ctx, imports)
	if err != nil {
		return err
	}
	root := resolved(src.Module.Dir)
	hasWorkspace := model.IsBelow(root, resolved(src.env.workspace(ctx)))
	for _, m := range modules {
		there := hasWorkspace
		if m.replaced != "" {
			there = !filepath.IsAbs(m.replaced)
		}
		if m.path == src.Module.Path || there && model.IsBelow(root, resolved(m.dir)) {
			continue
		}
		d := src.moduleDiagnostic("-rootfs multistage builds the program from the module's own directory, where " + m.origin() + " cannot be found")
		d.Notes = []string{"use -rootfs full instead, or publish that module and require its version"}
		if m.path == model.ModulePath {
			d.Notes = []string{"use -runtime embed, or -rootfs full instead"}
		}
		src.Add(d)
	}
	return nil
}

// origin says which module it is, and who says where it is.
func (m localModule) origin() string {
	if m.replaced == "" {
		return "module " + m.path + " of the workspace"
	}
	return "module " + m.path + ", replaced by " + m.replaced + ","
}

// localModules asks for the modules that the packages need and that have a directory. What is in a vendor directory has none.
func (e *environment) localModules(ctx context.Context, imports []string) ([]localModule, error) {
	const format = `{{with .Module}}{{$r := .Replace}}{{if and .Dir (or .Main (and $r (not $r.Version)))}}` +
		`{{.Path}}{{"\t"}}{{.Dir}}{{"\t"}}{{with $r}}{{.Path}}{{end}}{{end}}{{end}}`
	args := append([]string{"list", "-e", "-deps", "-f", format}, e.flags()...)
	out, err := e.run(ctx, imports[0], append(append(args, "--"), imports...)...)
	if err != nil {
		return nil, err
	}
	var modules []localModule
	seen := make(map[string]bool)
	for line := range strings.Lines(out) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) < 2 || seen[fields[0]] {
			continue
		}
		seen[fields[0]] = true
		modules = append(modules, localModule{path: fields[0], dir: fields[1], replaced: strings.Join(fields[2:], "\t")})
	}
	return modules, nil
}

// resolved follows links: the build of an image copies them as they are.
func resolved(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return dir
}
